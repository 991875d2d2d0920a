package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messaging.retention.IdMonth;
import io.ordersaga.messaging.retention.SagaPartitions;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the inbox remembers goes when the orchestrator says that its saga is forgotten, and not before. */
class ForgottenSagasIT extends RunningOrderService {

    private static final IdMonth MONTH = new IdMonth(YearMonth.of(2025, 3));

    @Autowired
    SagaPartitions partitions;

    private final UUID saga = new UUID(MONTH.from().getMostSignificantBits() + 0x7000, System.nanoTime());

    @AfterEach
    void knowAllMonthsAgain() {
        jdbc.sql("update saga_horizon set before = '00000000-0000-0000-0000-000000000000'")
                .update();
        jdbc.sql("drop table if exists inbox_past").update();
    }

    @Test
    void a26_a_duplicate_is_known_as_long_as_its_saga_is_kept_and_afterwards_refused() {
        CreateOrder command = new CreateOrder(saga, newId(), 8, 7, 2);
        String answered = "saga." + saga + ".event.order.create_order.success";
        exchange.send(command);
        exchange.hears(answered);
        partitions.keep();
        exchange.send(command);
        exchange.hears(answered, 2);

        forget(MONTH.to());
        await().atMost(Duration.ofSeconds(20)).until(() -> horizon().equals(MONTH.to()));
        partitions.keep();
        assertThat(remembered()).isZero();
        exchange.send(new CreateOrder(saga, newId(), 8, 7, 2));

        exchange.buries("saga." + saga + ".command.order.create_order");
        assertThat(jdbc.sql("select count(*) from orders where saga_id = ?")
                        .param(saga)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void a47_nobody_can_have_young_sagas_forgotten() {
        UUID thisMonth = IdMonth.of(Instant.now()).from();

        String key = forget(thisMonth);
        exchange.buries(key);
        key = forget(newId());
        exchange.buries(key);

        assertThat(horizon()).isEqualTo(TimeOrderedId.BEFORE_ALL);
    }

    private String forget(UUID before) {
        String key = "saga." + before + ".command.order.forget_sagas";
        exchange.send(key, UUID.randomUUID(), "{\"saga_id\":\"" + before + "\"}");
        return key;
    }

    private UUID horizon() {
        return jdbc.sql("select before from saga_horizon").query(UUID.class).single();
    }

    private long remembered() {
        return jdbc.sql("select count(*) from inbox where saga_id = ?")
                .param(saga)
                .query(Long.class)
                .single();
    }
}
