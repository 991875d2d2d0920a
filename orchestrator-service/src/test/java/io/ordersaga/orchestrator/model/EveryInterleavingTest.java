package io.ordersaga.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.model.Bounds.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is lost, doubled, reordered or refused, wherever something crashes, whenever the owner cancels and the
 * deadline passes. {@code -Dmodel.bounds=2,1,1,1} sets the {@link Bounds}, {@code -Dmodel.runs=} and
 * {@code -Dmodel.seed=} the walks beyond them.
 */
@SuppressWarnings("SystemOut")
class EveryInterleavingTest {

    private static final Bounds FAR_BEYOND = new Bounds(40, 40, 2, 2);
    private static final int ENDS_WITHIN = 2_000;

    static Stream<Bounds> bounds() {
        return Stream.of(System.getProperty("model.bounds", "2,1,1,0 1,1,1,1").split(" "))
                .map(Bounds::parse);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void p1_p2_p4_p5_are_kept_in_every_state_within_the_bounds(Bounds bounds) {
        Exploration exploration = new Exploration(new WholeSystem(Variant.AS_IT_IS));
        long begun = System.nanoTime();

        assertThat(exploration.explore(bounds)).isEmpty();

        System.out.printf(
                "The whole system was explored: %,d states, %,d moves, within %s, in %,d ms.%n",
                exploration.states(), exploration.moves(), bounds, (System.nanoTime() - begun) / 1_000_000);
        assertThat(exploration.ends()).contains("CANCELLED", "COMPLETED", "REFUSED");
        assertThat(exploration.ends().contains("TIMED_OUT")).isEqualTo(bounds.deadlines() > 0);
    }

    @Test
    void p1_p2_p4_p5_are_kept_on_long_walks_far_beyond_the_bounds() {
        long seed = Long.getLong("model.seed", System.nanoTime() % 1_000_000);
        int runs = Integer.getInteger("model.runs", 2_000);
        SplittableRandom random = new SplittableRandom(seed);
        long moves = 0;
        for (int run = 0; run < runs; run++) {
            moves += walk(new WholeSystem(Variant.AS_IT_IS), random, seed);
        }
        System.out.printf("%,d walks of %,d moves in all, with seed %d.%n", runs, moves, seed);
    }

    /** At random until all bounds are used up, and then only what happens on a good day. */
    private static int walk(WholeSystem system, SplittableRandom random, long seed) {
        World world = random.nextBoolean() ? system.startedBySaga(FAR_BEYOND) : system.startedByOrder(FAR_BEYOND);
        List<String> trace = new ArrayList<>();
        int calmAfter = random.nextInt(400);
        while (trace.size() < ENDS_WITHIN && !(world.isOver() && trace.size() > calmAfter)) {
            boolean calm = trace.size() > calmAfter;
            List<Move> moves = system.next(world).stream()
                    .filter(move -> !calm || move.price() == Price.FREE)
                    .toList();
            if (moves.isEmpty()) {
                break;
            }
            Move move = moves.get(random.nextInt(moves.size()));
            trace.add(move.toString());
            world = move.after();
            assertThat(Promises.broken(world)).as("seed %d: %s", seed, trace).isEmpty();
        }
        assertThat(world.isOver()).as("seed %d ends: %s", seed, trace).isTrue();
        return trace.size();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_TOMBSTONE, 'P2: the saga FAILED and keeps money'",
        "NO_INBOX, 'P5: something had its effect twice'",
        "INBOX_FORGETS, 'P5: something had its effect twice'",
        "REFUSAL_OF_A_COMPENSATION_REMEMBERED, 'P1, P4: no good day ends this'",
        "REFUSED_COMPENSATION_ENDS_THE_SAGA, 'P1: the saga FAILED, its order is PENDING'",
        "PUBLISHED_INSIDE_THE_TRANSACTION, 'P1: the saga FAILED, its order is PENDING'",
        "NOTHING_SENT_AGAIN, 'P1, P4: no good day ends this'",
        "ANY_ANSWER_COUNTS, 'P1: the saga FAILED, its order is PENDING'"
    })
    void a_broken_rule_is_found_by_the_shortest_way_to_harm(Variant variant, String harm) {
        Exploration exploration = new Exploration(new WholeSystem(variant));

        Exploration.Found found = exploration.explore(new Bounds(2, 1, 1, 0)).orElseThrow();

        System.out.println(variant + ": " + found);
        assertThat(found.what()).startsWith(harm);
        assertThat(found.trace()).hasSizeLessThan(30);
    }
}
