package io.ordersaga.messaging.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdRangeTest {

    private static final UUID LOW = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");
    private static final UUID HIGHER = UUID.fromString("01234567-89ab-7def-9123-456789abcdef");
    private static final UUID HIGHEST = UUID.fromString("fedcba98-7654-4321-8fed-cba987654321");

    @Test
    void goes_from_the_lowest_to_the_highest_as_postgresql_orders_them() {
        assertThat(IdRange.of(List.of(HIGHER, HIGHEST, LOW))).isEqualTo(new IdRange(LOW, HIGHEST));
    }

    @Test
    void of_one_id_is_that_id() {
        assertThat(IdRange.of(List.of(HIGHER))).isEqualTo(new IdRange(HIGHER, HIGHER));
    }
}
