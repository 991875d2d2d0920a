package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an operator types is taken for what is meant. */
class WantedSagasTest {

    @Test
    void codes_are_as_they_were_typed_without_the_blanks_around_them() {
        assertThat(wanted(" order_locked ", " Insufficient_Stock").filter(List.of()))
                .satisfies(filter -> {
                    assertThat(filter.refusal()).isEqualTo("order_locked");
                    assertThat(filter.failureCode()).isEqualTo("Insufficient_Stock");
                });
        assertThat(wanted("None ", null).filter(List.of()).refusal())
                .as("not refused")
                .isEmpty();
    }

    @Test
    void the_rare_fields_are_shown_when_one_of_them_is_set() {
        LocalDateTime from = LocalDateTime.of(2026, 11, 27, 8, 0);

        assertThat(wanted("", "").isNarrow()).isFalse();
        assertThat(wanted(null, "CANCELLED").isNarrow()).isTrue();
        assertThat(new WantedSagas(null, null, null, null, 1L, null, from, null, null, null).isNarrow())
                .isTrue();
        assertThat(new WantedSagas(null, null, null, null, 1L, 1L, null, null, true, null).isNarrow())
                .isFalse();
    }

    private static WantedSagas wanted(@Nullable String refused, @Nullable String code) {
        return new WantedSagas(null, null, refused, code, null, null, null, null, null, null);
    }
}
