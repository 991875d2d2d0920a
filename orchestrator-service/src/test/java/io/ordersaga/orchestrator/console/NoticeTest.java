package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;

/** The notice that an action succeeded, on its way from the form to the page behind it. */
class NoticeTest {

    @Test
    void it_comes_through_with_whatever_is_put_into_it() {
        String fact = "check_stock: 5 %s; <b> 20 %, \u017b\u00f3\u0142w";

        assertThat(NoticeCookie.read(cookie(Notice.RETRIED, fact)))
                .hasValue("Retry sent: " + fact + " goes out again.");
        assertThat(NoticeCookie.read(cookie(Notice.RESOLVED)))
                .hasValue("Marked as resolved by hand: it needs no attention any more.");
    }

    @ParameterizedTest
    @EnumSource
    void each_sentence_is_told_only_with_what_belongs_into_it(Notice notice) {
        List<String> facts = List.of("one", "two", "three", "four", "five");

        assertThat(facts.stream()
                        .map(last -> notice.inWords(facts.subList(0, facts.indexOf(last))))
                        .filter(words -> words.isPresent()))
                .hasSize(1)
                .noneMatch(words -> words.orElseThrow().contains("%s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "RETRIED",
                "RETRIED:a:b",
                "retried:a",
                "Your account is lost:",
                "RETRIED:%zz",
                "%",
                "::::"
            })
    void what_is_no_notice_of_ours_is_not_told(String forged) {
        assertThat(NoticeCookie.read(forged)).isEmpty();
    }

    @Test
    void it_is_kept_for_no_script_no_other_site_and_not_for_long() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        Notice.RETRIED.tell(response, "check_stock");

        assertThat(response.getHeader(HttpHeaders.SET_COOKIE))
                .startsWith(NoticeCookie.NAME + "=RETRIED:check_stock;")
                .contains("HttpOnly", "SameSite=Strict", "Path=/;", "Max-Age=30;");
    }

    private static String cookie(Notice notice, String... facts) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        notice.tell(response, (Object[]) facts);
        String value = response.getCookie(NoticeCookie.NAME).getValue();
        assertThat(value).matches(Pattern.compile("[A-Za-z0-9_:%+*.-]+"));
        return value;
    }
}
