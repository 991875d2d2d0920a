package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.Queues.Depth;
import io.ordersaga.orchestrator.console.ServiceHealth.Health;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What calls for somebody: it stands at the top of the overview, however long that is.
 *
 * @param id of its link, which stays the same while the page is renewed
 * @param address where more is told of it
 */
record Trouble(String id, String address, String text) {

    private static final String SERVICES = "/#services";
    private static final String QUEUES = "/#queues";

    /** @param figures null as long as they are not known */
    static List<Trouble> of(@Nullable Figures figures, List<Health> services, List<Depth> queues) {
        return Stream.of(
                        figures == null ? Stream.<Trouble>empty() : counted(figures),
                        services.stream().flatMap(Trouble::ofService),
                        ofBroker(queues),
                        queues.stream().filter(Depth::isUnread).map(Trouble::ofUnread))
                .flatMap(troubles -> troubles)
                .toList();
    }

    private static Stream<Trouble> counted(Figures figures) {
        long calling = figures.needAttention();
        long letters = figures.deadLetters();
        return Stream.concat(
                some(
                        calling > 0,
                        "trouble-attention",
                        "/console/sagas?attention=true",
                        figures.count(calling) + (calling == 1 ? " saga needs" : " sagas need") + " attention"),
                some(
                        letters > 0,
                        "trouble-dead-letters",
                        "/console/dead-letters?open=true",
                        figures.count(letters) + (letters == 1 ? " dead letter was" : " dead letters were")
                                + " never sent again"));
    }

    private static Stream<Trouble> ofService(Health health) {
        String id = "trouble-" + health.service();
        String why = health.trouble().isEmpty() ? "" : ": " + health.trouble();
        return Stream.concat(
                some(!health.isUp(), id, SERVICES, health.service() + " is not well" + why),
                some(
                        !health.outbox().isEmpty(),
                        id + "-outbox",
                        SERVICES,
                        health.service() + ": " + String.join(" ", health.outbox())));
    }

    private static Stream<Trouble> some(boolean is, String id, String address, String text) {
        return is ? Stream.of(new Trouble(id, address, text)) : Stream.empty();
    }

    /** A broker that is away says so of each queue. */
    private static Stream<Trouble> ofBroker(List<Depth> queues) {
        return queues.stream()
                .filter(depth -> depth.trouble() != null && !depth.isUnread())
                .limit(1)
                .map(depth ->
                        new Trouble("trouble-broker", QUEUES, "Of the queues nothing is known: " + depth.trouble()));
    }

    private static Trouble ofUnread(Depth depth) {
        return new Trouble("trouble-" + depth.queue(), QUEUES, "Nobody reads " + depth.queue());
    }
}
