package io.ordersaga.orchestrator.model;

import io.ordersaga.orchestrator.model.Bounds.Price;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every world that can come of the first ones, nearest first, so that what is found is found by the shortest way. */
final class Exploration {

    private final WholeSystem system;
    private final Map<World, Integer> known = new HashMap<>();
    private final List<World> worlds = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<List<Integer>> leadHereForFree = new ArrayList<>();
    private long moves;

    /** What went wrong, and the shortest way there. */
    record Found(String what, List<String> trace) {

        @Override
        public String toString() {
            return what + " after " + trace.size() + " moves: " + String.join("; ", trace);
        }
    }

    Exploration(WholeSystem system) {
        this.system = system;
    }

    /** Goes on until a promise is broken or nothing is left to see. */
    Optional<Found> explore(Bounds bounds) {
        reach(system.startedBySaga(bounds), -1, Price.FAULT);
        reach(system.startedByOrder(bounds), -1, Price.FAULT);
        for (int at = 0; at < worlds.size(); at++) {
            World world = worlds.get(at);
            Optional<String> broken = Promises.broken(world);
            if (broken.isPresent()) {
                return Optional.of(new Found(broken.get(), traceTo(at)));
            }
            for (Move move : system.next(world)) {
                moves++;
                reach(move.after(), at, move.price());
            }
        }
        return stuck().map(at -> new Found("P1, P4: no good day ends this", traceTo(at)));
    }

    private void reach(World world, int from, Price price) {
        Integer at = known.putIfAbsent(world, worlds.size());
        if (at == null) {
            at = worlds.size();
            worlds.add(world);
            parents.add(from);
            leadHereForFree.add(new ArrayList<>(2));
        }
        if (price == Price.FREE) {
            leadHereForFree.get(at).add(from);
        }
    }

    /** The first world from which no free moves lead to an end. */
    private Optional<Integer> stuck() {
        BitSet canEnd = new BitSet(worlds.size());
        Deque<Integer> open = new ArrayDeque<>();
        for (int at = 0; at < worlds.size(); at++) {
            if (worlds.get(at).isOver()) {
                open.add(at);
            }
        }
        while (!open.isEmpty()) {
            int at = open.remove();
            if (!canEnd.get(at)) {
                canEnd.set(at);
                open.addAll(leadHereForFree.get(at));
            }
        }
        int first = canEnd.nextClearBit(0);
        return first == worlds.size() ? Optional.empty() : Optional.of(first);
    }

    private List<String> traceTo(int at) {
        List<String> trace = new ArrayList<>();
        for (int to = at, from = parents.get(at); from >= 0; to = from, from = parents.get(to)) {
            World after = worlds.get(to);
            trace.add(system.next(worlds.get(from)).stream()
                    .filter(move -> move.after().equals(after))
                    .findFirst()
                    .map(Move::toString)
                    .orElse("?"));
        }
        Collections.reverse(trace);
        return trace;
    }

    /** How sagas ended, wherever they did. */
    Set<String> ends() {
        Set<String> ends = new TreeSet<>();
        for (World world : worlds) {
            if (world.isOver() && world.saga() != null) {
                ends.add(
                        world.saga().failure() == null
                                ? world.saga().status().name()
                                : world.saga().failure().code());
            }
        }
        return ends;
    }

    int states() {
        return worlds.size();
    }

    long moves() {
        return moves;
    }
}
