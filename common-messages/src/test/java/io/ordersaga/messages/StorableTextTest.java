package io.ordersaga.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {

    @Test
    void a_text_that_fits_stays_as_it_is() {
        assertThat(StorableText.of("sold out", 8)).isEqualTo("sold out");
    }

    @Test
    void of_a_longer_one_the_beginning_is_kept_and_no_half_character() {
        assertThat(StorableText.of("sold out", 4)).isEqualTo("sold");
        assertThat(StorableText.of("a😀b", 2)).isEqualTo("a");
        assertThat(StorableText.of("a😀b", 3)).isEqualTo("a😀");
    }

    @Test
    void what_has_no_place_in_a_database_is_replaced() {
        assertThat(StorableText.of("a\0b")).isEqualTo("a\uFFFDb");
    }
}
