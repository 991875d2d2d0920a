package io.ordersaga.orchestrator.operator;

import io.ordersaga.rest.Problems;

/**
 * Who does something by hand, and why. The name is what the operator said: it tells colleagues, it proves nothing.
 *
 * @param reason empty when none was given, which only a program may do
 */
public record Operator(String who, String reason) {

    public static final int LONGEST_NAME = 100;
    public static final int LONGEST_REASON = 1_000;

    private static final String UNNAMED = "somebody over REST";

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
    static Operator overRest(String who, String reason) {
        return new Operator(who.isBlank() ? UNNAMED : who, reason);
    }

    /** PostgreSQL has no room for NUL in a text; and forms send two characters for a line break that they count as one. */
    private static String cleaned(String text) {
        return text.replace("\r\n", "\n").replace('\0', ' ').strip();
    }

    private static void require(String field, String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            throw Problems.unprocessable(
                    field + "-missing", "Nothing was done: say " + field + ", in at most " + longest + " characters.");
        }
    }
}
