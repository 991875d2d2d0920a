package io.ordersaga.messaging.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Decides what a command may still do, from what the inbox remembers. Pure, so that every order in which an action, its
 * duplicates and its compensation can arrive is testable without a broker or a database.
 */
public final class InboxRule {

    private InboxRule() {}

    /** What to do with a command. */
    public sealed interface Verdict {}

    /** It was answered before: the same answer again, no second effect. */
    public record Repeat(InboxEntry answered) implements Verdict {}

    /** It is new: its handler decides. */
    public record Act() implements Verdict {}

    /** The action it undoes was refused and had no effect: done without doing anything. */
    public record NothingToUndo() implements Verdict {}

    /** The action it undoes has not come: it must find a tombstone when it does. */
    public record LeaveTombstone() implements Verdict {}

    /**
     * @param own what is remembered of the command's own action, or null
     * @param compensation whether the command undoes an action
     * @param undone what is remembered of the action it undoes, or null
     */
    public static Verdict decide(@Nullable InboxEntry own, boolean compensation, @Nullable InboxEntry undone) {
        if (own != null) {
            return new Repeat(own);
        }
        if (!compensation) {
            return new Act();
        }
        if (undone == null) {
            return new LeaveTombstone();
        }
        return undone.hadEffect() ? new Act() : new NothingToUndo();
    }
}
