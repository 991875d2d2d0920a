package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant THEN = Instant.parse("2026-11-23T10:15:30.123456789Z");
    private static final Instant LATER = THEN.plusSeconds(5);
    private static final UUID SAGA = UUID.fromString("0193577a-3b1c-7000-8000-000000000001");

    private final Order order =
            Order.pending(UUID.fromString("0193577a-3b1c-7000-8000-000000000002"), SAGA, 1, 2, 3, THEN);

    @Test
    void begins_pending_without_a_price() {
        assertThat(order.isPending()).isTrue();
        assertThat(order.getTotalPrice()).isNull();
    }

    @Test
    void keeps_time_as_exactly_as_the_database_does() {
        assertThat(order.getCreatedAt()).isEqualTo("2026-11-23T10:15:30.123456Z");
        assertThat(order.getUpdatedAt()).isEqualTo(order.getCreatedAt());
    }

    @Test
    void belongs_to_its_own_saga_alone() {
        assertThat(order.belongsTo(SAGA)).isTrue();
        assertThat(order.belongsTo(UUID.randomUUID())).isFalse();
    }

    @Test
    void succeeds_with_the_total_price() {
        order.succeed(new BigDecimal("59.97"), LATER);

        assertThat(order.getStatus()).isEqualTo(OrderStatus.SUCCESS);
        assertThat(order.getTotalPrice()).isEqualByComparingTo("59.97");
        assertThat(order.getFailureCode()).isNull();
        assertThat(order.getUpdatedAt()).isEqualTo("2026-11-23T10:15:35.123456Z");
    }

    @Test
    void fails_with_the_reason_and_perhaps_without_a_price() {
        order.fail("PRODUCT_NOT_FOUND", "There is no product 2.", null, LATER);

        assertThat(order.getStatus()).isEqualTo(OrderStatus.FAILED);
        assertThat(order.getFailureCode()).isEqualTo("PRODUCT_NOT_FOUND");
        assertThat(order.getFailureReason()).isEqualTo("There is no product 2.");
        assertThat(order.getTotalPrice()).isNull();
    }

    @Test
    void ends_once_and_for_good() {
        order.succeed(BigDecimal.TEN, THEN);

        assertThatIllegalStateException()
                .isThrownBy(() -> order.fail("CANCELLED", null, null, LATER))
                .withMessageContaining("has ended as SUCCESS");
        assertThat(order.getStatus()).isEqualTo(OrderStatus.SUCCESS);
        assertThat(order.getFailureCode()).isNull();
        assertThat(order.getUpdatedAt()).isEqualTo(order.getCreatedAt());
    }
}
