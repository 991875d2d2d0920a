package io.ordersaga.orchestrator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

/** Who does something by hand, and why. */
class OperatorTest {

    @Test
    void a_header_is_read_as_utf_8_when_it_is_and_else_as_latin_1() {
        String utf8 = new String("Zoë".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(Operator.overRest(utf8, "Zoë")).isEqualTo(new Operator("Zoë", "Zoë"));
    }

    @Test
    void a_blank_name_over_rest_is_none() {
        assertThat(Operator.overRest(" ", " ")).isEqualTo(Operator.overRest(null, null));
        assertThat(Operator.overRest(null, null).reason()).isEmpty();
    }

    @Test
    void a_person_says_both() {
        assertThat(Operator.named(" Ada\0", "why")).isEqualTo(new Operator("Ada", "why"));
        assertThatThrownBy(() -> Operator.named("Ada", "\0 ")).isInstanceOf(ErrorResponseException.class);
        assertThatThrownBy(() -> Operator.named(" ", "why")).isInstanceOf(ErrorResponseException.class);
    }
}
