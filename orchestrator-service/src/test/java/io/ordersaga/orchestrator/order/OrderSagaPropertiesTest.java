package io.ordersaga.orchestrator.order;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderSagaPropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void a_deadline_that_undoes_every_order_is_refused(Duration deadline) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new OrderSagaProperties(deadline, Duration.ofSeconds(5), Duration.ofMinutes(1), 0.2, 8))
                .withMessageContaining("order-saga.saga.deadline");
    }
}
