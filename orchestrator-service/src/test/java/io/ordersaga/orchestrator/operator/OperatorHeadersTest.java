package io.ordersaga.orchestrator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.ServletWebRequest;

/** How a caller of the REST interface says who it is and why. */
class OperatorHeadersTest {

    private final OperatorHeaders headers = new OperatorHeaders();
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void a_header_is_read_as_utf_8_when_it_is_and_else_as_latin_1() {
        request.addHeader(
                "X-Operator", new String("Zoë".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        request.addHeader("X-Reason", "Zoë");

        assertThat(read()).isEqualTo(new Operator("Zoë", "Zoë"));
    }

    @Test
    void whoever_sends_none_is_unnamed_and_has_no_reason() {
        assertThat(read()).isEqualTo(Operator.overRest("", ""));
    }

    @Test
    void the_longest_is_read_and_a_longer_one_refused() {
        request.addHeader("X-Operator", "x".repeat(100));
        assertThat(read().who()).hasSize(100);

        request.addHeader("X-Reason", "x".repeat(1_001));
        assertThatThrownBy(this::read).isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void only_a_parameter_that_asks_for_it_is_given_it() {
        assertThat(headers.supportsParameter(parameter(0))).isTrue();
        assertThat(headers.supportsParameter(parameter(1))).isFalse();
    }

    private interface Asked {
        void asks(@ByHand Operator by, Operator other);
    }

    private Operator read() {
        return headers.resolveArgument(parameter(0), null, new ServletWebRequest(request), null);
    }

    private static MethodParameter parameter(int index) {
        return new MethodParameter(Asked.class.getDeclaredMethods()[0], index);
    }
}
