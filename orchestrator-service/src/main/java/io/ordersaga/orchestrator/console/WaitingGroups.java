package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.engine.SagaCommand;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What running sagas wait for: those that call for somebody first, then those of the oldest saga. */
record WaitingGroups(List<Group> groups) {

    /** So many running sagas are looked at, the oldest. */
    static final int MOST = 5_000;

    /**
     * Sagas that wait for the same and had the same answer last.
     *
     * @param command null when it cannot be read, because their rows are damaged
     * @param refusal the code of a last answer that was a refusal; else null
     * @param since when that which waits longest first asked; null when that cannot be read
     */
    record Group(
            @Nullable SagaCommand command,
            @Nullable String refusal,
            long sagas,
            long needAttention,
            UUID oldest,
            @Nullable Instant since) {}

    public long sagas() {
        return sagas(_ -> true);
    }

    private long sagas(Predicate<Group> which) {
        return groups.stream().filter(which).mapToLong(Group::sagas).sum();
    }

    public boolean isCapped() {
        return sagas() >= MOST;
    }

    public String count(long counted) {
        return isCapped() ? Counted.orMore(counted) : Counted.grouped(counted);
    }

    public String most() {
        return Counted.grouped(MOST);
    }

    public String inWords() {
        return Counted.upTo(MOST, sagas(), "saga") + (sagas() == 1 ? " waits" : " wait") + " for an answer.";
    }

    /** In words, besides the saga that waits for it itself: one that waits alone has a trouble of its own. */
    String besides(SagaCommand command) {
        long others = Math.max(0, sagas(group -> command.equals(group.command())) - 1);
        String sagas = Counted.of(others, "other saga");
        String wait = (others == 1 ? " waits" : " wait") + " for the same.";
        if (isCapped()) {
            return "At least " + sagas + " of the oldest " + most() + " that run" + wait;
        }
        return others == 0 ? "No other saga waits for the same." : sagas + wait;
    }
}
