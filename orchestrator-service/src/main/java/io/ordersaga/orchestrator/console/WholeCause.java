package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.LetterDesk.Result;
import io.ordersaga.orchestrator.deadletter.DeadLetterCauses;
import io.ordersaga.orchestrator.operator.Operator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Does the same to all letters of a cause, from the newest to the oldest, a slice at a time: each is soon done, and whoever
 * watches sees how far it is and can stop. Letters that came since it was shown beforehand are not among them.
 */
@Component
@RequiredArgsConstructor
class WholeCause {

    private static final int SLICE = 50;

    private final DeadLetterCauses causes;
    private final LetterDesk desk;

    /**
     * How far it is.
     *
     * @param newest the newest letter that was shown beforehand
     * @param total how many there were, up to {@link DeadLetterCauses#MOST_COUNTED}; null before the first slice
     * @param last the last letter that was seen to; null before the first slice and when there are no more
     */
    record Progress(
            @NotNull @Pattern(regexp = "[0-9a-f]{32}") String cause,
            @NotNull String what,
            @NotNull UUID newest,
            @Nullable Integer total,
            int done,
            int refused,
            @Nullable UUID last) {

        public int seenTo() {
            return done + refused;
        }

        public String inWords() {
            String of = total == null || seenTo() > total ? "" : " of " + Counted.grouped(total);
            String more = total != null && total >= DeadLetterCauses.MOST_COUNTED ? " or more" : "";
            return Counted.grouped(seenTo()) + of + more + " seen to: "
                    + LetterDeed.of(what).inWords(Counted.grouped(done), refused);
        }
    }

    /** Sees to the next slice. */
    Progress goOn(Progress so, Operator by) {
        BiFunction<UUID, Operator, Result> work = work(so.what());
        boolean neverSentAgain = LetterDeed.of(so.what()).isForNeverSentAgain();
        Integer total = so.total() == null ? causes.countOf(so.cause(), neverSentAgain, so.newest()) : so.total();
        List<UUID> slice = causes.idsOf(so.cause(), neverSentAgain, so.newest(), so.last(), SLICE);
        int done = (int) slice.stream()
                .map(id -> work.apply(id, by))
                .filter(Result::done)
                .count();
        return new Progress(
                so.cause(),
                so.what(),
                so.newest(),
                total,
                so.done() + done,
                so.refused() + slice.size() - done,
                slice.size() == SLICE ? slice.getLast() : null);
    }

    private BiFunction<UUID, Operator, Result> work(String what) {
        return switch (LetterDeed.of(what)) {
            case REDELIVER -> desk::redeliverFirst;
            case DISCARD -> desk::discard;
        };
    }
}
