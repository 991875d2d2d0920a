package io.ordersaga.orchestrator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

/** Who does something by hand, and why. */
class OperatorTest {

    @Test
    void a_blank_name_over_rest_is_none() {
        assertThat(Operator.overRest(" ", " ")).isEqualTo(Operator.overRest("", ""));
        assertThat(Operator.overRest("", " ").reason()).isEmpty();
    }

    /** As the form counts it, which lets nobody type more. */
    @Test
    void a_line_break_is_one_character() {
        assertThat(new Operator("Ada", "one\r\ntwo").reason()).isEqualTo("one\ntwo");
        assertThat(Operator.named("Ada", "x\r\n".repeat(500)).reason()).hasSize(999);
    }

    @Test
    void a_person_says_both() {
        assertThat(Operator.named(" Ada\0", "why")).isEqualTo(new Operator("Ada", "why"));
        assertThatThrownBy(() -> Operator.named("Ada", "\0 ")).isInstanceOf(ErrorResponseException.class);
        assertThatThrownBy(() -> Operator.named(" ", "why")).isInstanceOf(ErrorResponseException.class);
    }
}
