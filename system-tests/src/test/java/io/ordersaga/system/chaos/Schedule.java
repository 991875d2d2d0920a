package io.ordersaga.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One fault after another, sometimes two at once. Every kind comes at least once, in an order that the seed decides;
 * then they come at random until the time is over.
 */
final class Schedule {

    private static final String ONLY = System.getProperty("chaos.only", "").toUpperCase(Locale.ROOT);
    private static final Duration ORDERS_FLOW_WITHIN = Duration.ofSeconds(90);
    private static final Duration ACTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration SLOW = Duration.ofSeconds(10);

    private final Site site;
    private final Receipts receipts;
    private final Chance chance;
    private final Log log;
    private final Deque<FaultKind> deck = new ArrayDeque<>();

    Schedule(Site site, Receipts receipts, Chance chance, Log log) {
        this.site = site;
        this.receipts = receipts;
        this.chance = chance;
        this.log = log;
    }

    void run(Duration atLeast) {
        long begun = System.nanoTime();
        shuffle();
        while (!deck.isEmpty()) {
            List<FaultKind> kinds = next();
            log.say(
                    "next: %s; %d more to come at least, %d of %d min",
                    kinds, deck.size(), minutesSince(begun), atLeast.toMinutes());
            strike(kinds);
            if (deck.isEmpty() && System.nanoTime() - begun < atLeast.toNanos()) {
                shuffle();
            }
            LockSupport.parkNanos(chance.between(300, 1_500).toNanos());
        }
    }

    private static long minutesSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMinutes();
    }

    private void shuffle() {
        List<FaultKind> kinds = Stream.of(FaultKind.values())
                .filter(kind -> ONLY.isEmpty() || List.of(ONLY.split(",")).contains(kind.name()))
                .flatMap(kind -> Collections.nCopies(kind.timesInADeck(), kind).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(kinds, new Random(chance.random().nextLong()));
        deck.addAll(kinds);
    }

    /** One kind, or two that can come together. */
    private List<FaultKind> next() {
        FaultKind first = deck.removeFirst();
        List<FaultKind> together = new ArrayList<>(List.of(first));
        if (chance.oneIn(2)) {
            deck.stream().filter(first::canComeWith).findFirst().ifPresent(second -> {
                deck.remove(second);
                together.add(second);
            });
        }
        return together;
    }

    private void strike(List<FaultKind> kinds) {
        Map<FaultKind, Fault> faults = new LinkedHashMap<>();
        kinds.forEach(kind -> faults.put(kind, kind.on(site, chance)));
        String what = faults.entrySet().stream()
                .map(fault -> fault.getKey() + " (" + fault.getValue().target() + ")")
                .collect(Collectors.joining(" and "));
        long struck = System.nanoTime();
        faults.values().forEach(fault -> act(fault.strike(), what));
        Duration lasts = faults.values().stream()
                .map(Fault::lasts)
                .max(Duration::compareTo)
                .orElseThrow();
        LockSupport.parkNanos(lasts.toNanos());
        faults.values().forEach(fault -> act(fault.heal(), what));
        long healed = System.nanoTime();
        boolean flow = Waiting.until(ORDERS_FLOW_WITHIN, () -> receipts.ordersFlowSince(healed));
        Duration recovery = Duration.ofNanos(System.nanoTime() - healed);
        kinds.forEach(kind -> log.recovered(kind, recovery));
        log.say(
                "%-70s %6d orders, healed after %4.1f s, orders flow %4.1f s later",
                what, receipts.accepted().size(), (healed - struck) / 1e9, recovery.toMillis() / 1000.0);
        if (recovery.compareTo(SLOW) > 0) {
            log.say("  sent more than once meanwhile: %s", site.books().sentAgain(recovery));
        }
        assertThat(flow).as("orders flow again after: %s", what).isTrue();
    }

    /** A broken part may leave a caller waiting; the run goes on, or says what it waits for. */
    private static void act(Fault.Act act, String what) {
        CompletableFuture<Void> acting = CompletableFuture.runAsync(() -> {
            try {
                act.run();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        assertThat(acting).as(what).succeedsWithin(ACTS_WITHIN);
    }
}
