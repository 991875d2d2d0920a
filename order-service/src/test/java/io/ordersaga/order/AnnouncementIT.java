package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messaging.retention.IdMonth;
import io.ordersaga.messaging.retention.SagaPartitions;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.testing.SagaExchange.Heard;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

/** An order that came in at this service's own door, and an orchestrator that may not have heard of it. */
class AnnouncementIT extends RunningOrderService {

    @Autowired
    Announcer announcer;

    @Autowired
    SagaPartitions partitions;

    private UUID order;
    private UUID saga;

    @BeforeEach
    void placeAnOrder() {
        RestTestClientResponse placed = post(ORDER);
        order = UUID.fromString(text(placed, "$.order_id"));
        saga = UUID.fromString(text(placed, "$.saga_id"));
    }

    @Test
    void a_placed_order_is_announced_as_create_order_would_have_been_answered() {
        Heard announced = exchange.hears(created());

        assertThat(announced.body()).isEqualTo("""
            {"saga_id":"%s","order_id":"%s","owner_id":8,"product_id":7,"quantity":2}\
            """.formatted(saga, order));
        assertProperties(announced, saga, "create_order.success");
        assertThat(exchange.eventsOf(saga)).hasSize(1);
    }

    @Test
    void it_is_announced_again_as_the_same_message_and_the_order_does_not_change() {
        exchange.hears(created());
        letItBeDue(1);

        List<Heard> announced = exchange.hears(created(), 2);
        assertThat(announced)
                .extracting(Heard::body)
                .containsOnly(announced.getFirst().body());
        assertThat(announced)
                .extracting(heard -> heard.properties().getMessageId())
                .containsOnly(announced.getFirst().properties().getMessageId());
        assertThat(announced).extracting(AnnouncementIT::traceId).containsOnly(traceId(announced.getFirst()));
        assertThat(get("/orders/" + order)).hasHeader("ETag", "\"0\"");
    }

    @Test
    void an_order_whose_saga_is_forgotten_holds_up_no_other() {
        exchange.hears(created());
        UUID forgotten = new UUID(0x0195_5000_0000_7000L, saga.getLeastSignificantBits());
        jdbc.sql("update saga_horizon set before = ?")
                .param(IdMonth.of(Instant.parse("2025-06-01T00:00:00Z")).from())
                .update();
        jdbc.sql("insert into orders (order_id, saga_id, owner_id, product_id, quantity, status, created_at,"
                        + " updated_at, version, announce_after) values (?, ?, 1, 1, 1, 'PENDING', now(), now(),"
                        + " 0, '2025-04-01')")
                .params(UUID.randomUUID(), forgotten)
                .update();
        try {
            partitions.keep();
            letItBeDue(1);

            exchange.hears(created(), 2);
            assertThat(exchange.eventsOf(forgotten)).isEmpty();
        } finally {
            jdbc.sql("update saga_horizon set before = '00000000-0000-0000-0000-000000000000'")
                    .update();
            jdbc.sql("drop table if exists inbox_past").update();
            jdbc.sql("delete from orders where saga_id = ?").param(forgotten).update();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "2, 40", "4, 160", "5, 300", "8, 300"})
    void the_pauses_double_from_ten_seconds_up_to_five_minutes(int announcements, double pause) {
        assertThat(secondsToTheNext()).isCloseTo(10, within(3.0));

        letItBeDue(announcements);

        await().until(() -> announcements() == announcements + 1);
        assertThat(secondsToTheNext()).isCloseTo(pause, within(3.0));
    }

    /** Else the orchestrator's queue would be full of announcements when it is back, before all answers. */
    @ParameterizedTest
    @CsvSource({"9, 600", "10, 1200", "11, 2400", "12, 2400", "1000000, 2400"})
    void a42_an_orchestrator_that_is_away_for_long_is_told_ever_more_rarely(int announcements, double pause) {
        letItBeDue(announcements);

        await().until(() -> announcements() == announcements + 1);
        assertThat(secondsToTheNext()).isCloseTo(pause, within(3.0));
    }

    /** However many wait for an orchestrator that is away. */
    @Test
    void no_order_is_read_that_is_not_due() {
        String plan = String.join(
                "\n",
                jdbc.sql("explain " + Announcer.THOSE_DUE)
                        .param("first", 1)
                        .param("longest", 1)
                        .param("some", 1)
                        .param("most", 1)
                        .query(String.class)
                        .list());

        assertThat(plan).contains("Index Cond: (announce_after <= statement_timestamp())");
    }

    @Test
    void it_is_not_announced_any_more_when_its_saga_has_ended_it() {
        exchange.send(new UpdateStatus(saga, order, FinalStatus.SUCCESS, BigDecimal.TEN, null, null));
        exchange.hears("saga." + saga + ".event.order.update_status.success");

        assertThat(willBeAnnounced()).isFalse();
        assertThat(get("/orders/" + order))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("SUCCESS");
    }

    @Test
    void its_saga_can_undo_it_although_no_command_created_it() {
        exchange.send(new UpdateStatus(saga, order, FinalStatus.FAILED, null, "PRODUCT_NOT_FOUND", "No product 7."));
        exchange.hears("saga." + saga + ".event.order.update_status.success");

        assertThat(willBeAnnounced()).isFalse();
        assertThat(get("/orders/" + order))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("FAILED");
    }

    @Test
    void several_instances_share_the_work_and_announce_each_order_once() throws InterruptedException {
        List<UUID> sagas = dueOrders(250);

        try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> done :
                    instances.invokeAll(Collections.nCopies(4, Executors.callable(announcer::announceThoseDue)))) {
                assertThat(done).succeedsWithin(Duration.ofSeconds(20));
            }
        }

        sagas.forEach(each -> exchange.hears("saga." + each + ".event.order.create_order.success"));
        assertThat(jdbc.sql("select distinct announcements from orders where saga_id = any(?)")
                        .param(sagas.toArray(UUID[]::new))
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
    }

    private List<UUID> dueOrders(int count) {
        UUID[] ids = Stream.generate(RunningOrderService::newId).limit(count).toArray(UUID[]::new);
        return jdbc.sql("""
            insert into orders (order_id, saga_id, owner_id, product_id, quantity, status, created_at,
                                updated_at, version, announce_after)
            select id, gen_random_uuid(), 8, 7, 2, 'PENDING', now(), now(), 0, now()
              from unnest(?) as id
            returning saga_id
            """).param(ids).query(UUID.class).list();
    }

    private void letItBeDue(int announcements) {
        jdbc.sql("update orders set announcements = ?, announce_after = clock_timestamp() where order_id = ?")
                .params(announcements, order)
                .update();
    }

    private double secondsToTheNext() {
        return ask("extract(epoch from announce_after - clock_timestamp())", Double.class);
    }

    private int announcements() {
        return ask("announcements", Integer.class);
    }

    private boolean willBeAnnounced() {
        return ask("announce_after is not null", Boolean.class);
    }

    private <T> T ask(String column, Class<T> type) {
        return jdbc.sql("select " + column + " from orders where order_id = ?")
                .param(order)
                .query(type)
                .single();
    }

    private String created() {
        return "saga." + saga + ".event.order.create_order.success";
    }

    private static String traceId(Heard heard) {
        return TraceParent.read(heard.properties().getHeaders().get(TraceParent.HEADER))
                .orElseThrow()
                .traceId();
    }
}
