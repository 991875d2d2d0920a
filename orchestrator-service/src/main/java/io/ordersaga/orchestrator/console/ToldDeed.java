package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Deed;
import io.ordersaga.orchestrator.operator.Deeds;
import io.ordersaga.orchestrator.operator.OperatorActions.Done;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was done by hand, as a line of a page.
 *
 * @param times how often, in words; empty when it was once
 * @param all what leads to all of them; empty when the first are all
 */
record ToldDeed(UUID id, Done begun, String times, Instant lastAt, List<Done> first, String all) {

    static List<ToldDeed> each(List<Deed> deeds) {
        return deeds.stream().map(ToldDeed::of).toList();
    }

    static ToldDeed of(Deed deed) {
        String many = Counted.upTo(Deeds.MOST_COUNTED, deed.times());
        return new ToldDeed(
                deed.id(),
                deed.begun(),
                deed.times() == 1 ? "" : many + " times",
                deed.lastAt(),
                deed.first(),
                deed.times() > deed.first().size() ? "All " + many : "");
    }

    public String summary() {
        return first.size() + " of them, the first first";
    }
}
