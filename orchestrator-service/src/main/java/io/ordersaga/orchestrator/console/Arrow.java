package io.ordersaga.orchestrator.console;

/**
 * A line of the sequence diagram: a message between the orchestrator and a service, or a note where none went.
 *
 * @param time shown in the margin
 * @param from the column it leaves
 * @param to the column it reaches; the same for a note
 * @param text what stands on it
 * @param kind command, undo, success, failure, late, dead or note: its colour; with "again" when it is a repeat
 */
record Arrow(String time, int from, int to, int y, String text, String kind) {

    private static final int HEAD = 7;

    /** What is longer would leave the picture. */
    private static final int LONGEST = 52;

    /** Where the text stands, in its middle. */
    public int middle() {
        return (from + to) / 2;
    }

    public boolean isNote() {
        return from == to;
    }

    public boolean isCut() {
        return text.codePointCount(0, text.length()) > LONGEST;
    }

    /** What there is room for. */
    public String shown() {
        return isCut() ? text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…" : text;
    }

    /** The three corners of its head. */
    public String head() {
        int back = to > from ? to - HEAD : to + HEAD;
        return to + "," + y + " " + back + "," + (y - 4) + " " + back + "," + (y + 4);
    }
}
