package io.ordersaga.orchestrator.audit;

import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a saga may have taken from one account, and must have. Pure, for money and stock alike.
 *
 * @param account of whom the order takes it
 * @param wanted how much; null when the saga does not know it yet and so cannot have taken it
 */
record HoldingRules(
        Holding holding,
        SagaLine saga,
        long account,
        @Nullable BigDecimal wanted) {

    void judge(List<Entry> entries, BiConsumer<FindingKind, String> findings) {
        List<Entry> taken = ofKind(entries, holding.take().kind());
        List<Entry> givenBack = ofKind(entries, holding.giveBack().kind());
        entries.stream()
                .filter(entry -> !taken.contains(entry) && !givenBack.contains(entry))
                .forEach(entry -> findings.accept(
                        FindingKind.ENTRY_UNKNOWN, say("the ledger has " + holding.describe(entry) + " for it")));
        taken.forEach(entry -> judgeTaken(entry, findings));
        taken.stream()
                .skip(1)
                .forEach(entry -> findings.accept(
                        holding.kinds().wrong(), say("the ledger has " + holding.describe(entry) + " as well")));
        givenBack.forEach(entry -> judgeGivenBack(entry, taken, findings));
        judgeWhatIsLeft(taken, givenBack, findings);
    }

    private void judgeTaken(Entry entry, BiConsumer<FindingKind, String> findings) {
        if (!mayHaveTaken()) {
            findings.accept(
                    holding.kinds().unexplained(),
                    say("the ledger has " + holding.describe(entry) + ", which it never got done"));
        } else if (wanted == null
                || entry.account() != account
                || entry.change().compareTo(wanted.negate()) != 0) {
            findings.accept(
                    holding.kinds().wrong(),
                    say("the ledger has " + holding.describe(entry) + ", and it wants " + wants()));
        }
    }

    private void judgeGivenBack(Entry entry, List<Entry> taken, BiConsumer<FindingKind, String> findings) {
        if (!mayHaveGivenBack() || taken.isEmpty()) {
            findings.accept(
                    holding.kinds().givenBackUnexplained(),
                    say("the ledger has " + holding.describe(entry) + " and nothing explains it"));
        } else if (!undoes(entry, taken.getFirst())) {
            findings.accept(
                    holding.kinds().wronglyGivenBack(),
                    say("the ledger has " + holding.describe(entry) + " after " + holding.describe(taken.getFirst())));
        }
    }

    private void judgeWhatIsLeft(List<Entry> taken, List<Entry> givenBack, BiConsumer<FindingKind, String> findings) {
        if (taken.isEmpty() && mustHaveTaken() && givenBack.isEmpty()) {
            findings.accept(
                    holding.kinds().missing(),
                    say("the ledger has no " + holding.take().kind() + " for it, and it wants " + wants()));
        }
        if (!taken.isEmpty() && mayHaveTaken() && givenBack.isEmpty() && mustHaveGivenBack()) {
            findings.accept(
                    holding.kinds().notGivenBack(),
                    say("the ledger has " + holding.describe(taken.getFirst()) + " and no "
                            + holding.giveBack().kind()));
        }
    }

    /** It was sent and not refused. */
    private boolean mayHaveTaken() {
        StepStatus status = saga.statusOf(holding.take().step(), StepRole.ACTION);
        return isCompleted() || (status != null && status != StepStatus.FAILED);
    }

    private boolean mustHaveTaken() {
        return isCompleted() || saga.succeeded(holding.take().step(), StepRole.ACTION);
    }

    private boolean mayHaveGivenBack() {
        return !isCompleted() && saga.sent(holding.giveBack().step(), StepRole.COMPENSATION);
    }

    private boolean mustHaveGivenBack() {
        return switch (saga.status()) {
            case COMPLETED -> false;
            case FAILED -> true;
            case STARTED, COMPENSATING -> saga.succeeded(holding.giveBack().step(), StepRole.COMPENSATION);
        };
    }

    private boolean isCompleted() {
        return saga.status() == SagaStatus.COMPLETED;
    }

    private static boolean undoes(Entry givenBack, Entry taken) {
        return givenBack.account() == taken.account()
                && givenBack.change().compareTo(taken.change().negate()) == 0;
    }

    private static List<Entry> ofKind(List<Entry> entries, String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }

    private String wants() {
        return wanted == null
                ? "nothing, for it does not know the price"
                : holding.describe(
                        new Entry(saga.sagaId(), account, holding.take().kind(), wanted));
    }

    private String say(String what) {
        return "The saga is " + saga.status() + ", and " + what + ".";
    }
}
