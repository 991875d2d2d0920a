package io.ordersaga.orchestrator.console;

import java.util.Locale;

/** Numbers and durations as people say them. */
final class Counted {

    private static final double LEAST_TOLD = 0.1;

    private Counted() {}

    /** 1 saga, 12,000 sagas. */
    static String of(long count, String noun) {
        return grouped(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** As pages write numbers, whatever the machine's language is. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** What was counted up to so many. */
    static String upTo(long most, long count) {
        return count < most ? grouped(count) : orMore(count);
    }

    /** 12 sagas, 1,000 or more sagas. */
    static String upTo(long most, long count, String noun) {
        return count < most ? of(count, noun) : orMore(count) + " " + noun + "s";
    }

    static String orMore(long count) {
        return grouped(count) + " or more";
    }

    /** Of the whole; what is rare is not told as none, and what is not all not as all. */
    static String percent(long part, long whole) {
        double share = 100.0 * part / Math.max(1, whole);
        if (share > 0 && share < LEAST_TOLD) {
            return "< 0.1 %";
        }
        return share < 100 && share > 100 - LEAST_TOLD ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", share);
    }

    /** The first, the second, the 11th, the 21st. */
    static String ordinal(int number) {
        int lastTwo = number % 100;
        if (lastTwo >= 11 && lastTwo <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
