package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Deed;
import io.ordersaga.orchestrator.operator.Deeds;
import io.ordersaga.orchestrator.operator.OperatorActions.Done;
import java.time.Instant;
import java.util.List;

/**
 * What was done by hand, as a line of a page.
 *
 * @param times how often, in words; empty when it was once
 */
record ToldDeed(Done begun, String times, Instant lastAt, List<Done> first) {

    static List<ToldDeed> each(List<Deed> deeds) {
        return deeds.stream().map(ToldDeed::of).toList();
    }

    static ToldDeed of(Deed deed) {
        return new ToldDeed(
                deed.begun(),
                deed.times() == 1 ? "" : Counted.upTo(Deeds.MOST_COUNTED, deed.times()) + " times",
                deed.lastAt(),
                deed.first());
    }

    public String summary() {
        return first.size() + " of them, the first first";
    }
}
