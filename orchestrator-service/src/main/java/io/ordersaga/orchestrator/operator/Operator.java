package io.ordersaga.orchestrator.operator;

import io.ordersaga.rest.Problems;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who does something by hand, and why. The name is what the operator said: it tells colleagues, it proves nothing.
 *
 * @param reason empty when none was given, which only a program may do
 */
public record Operator(String who, String reason) {

    /** The headers in which callers of the REST interface may say it, and what the API's pages tell of them. */
    public static final String WHO_HEADER = "X-Operator";

    public static final String REASON_HEADER = "X-Reason";
    public static final String WHO_EXAMPLE = "Ada";
    public static final String WHO_DESCRIPTION = "Who asks for it; kept in the order's story. UTF-8";
    public static final String REASON_DESCRIPTION = "Why; kept in the order's story. UTF-8";

    public static final int LONGEST_NAME = 100;
    public static final int LONGEST_REASON = 1_000;

    private static final String UNNAMED = "somebody over REST";
    private static final String UNREADABLE = "\uFFFD";

    public Operator {
        who = cleaned(who);
        reason = cleaned(reason);
    }

    /** A person, who is to say both. */
    public static Operator named(String who, String reason) {
        Operator operator = new Operator(who, reason);
        require("who", operator.who, LONGEST_NAME);
        require("reason", operator.reason, LONGEST_REASON);
        return operator;
    }

    /** Whoever calls the REST interface and may have said neither. */
    public static Operator overRest(@Nullable String who, @Nullable String reason) {
        return new Operator(
                who == null || who.isBlank() ? UNNAMED : decoded(who), reason == null ? "" : decoded(reason));
    }

    /** HTTP knows headers as Latin-1 (RFC 9110), and clients send what they have. */
    private static String decoded(String header) {
        String asUtf8 = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return asUtf8.contains(UNREADABLE) ? header : asUtf8;
    }

    /** PostgreSQL has no room for NUL in a text. */
    private static String cleaned(String text) {
        return text.replace('\0', ' ').strip();
    }

    private static void require(String field, String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            throw Problems.unprocessable(
                    field + "-missing", "Nothing was done: say " + field + ", in at most " + longest + " characters.");
        }
    }
}
