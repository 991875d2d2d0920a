package io.ordersaga.system.chaos;

import io.ordersaga.system.RunningSystem;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** What can be bought and who buys, so that orders end in every way. */
final class Shop {

    private static final long UNKNOWN = 999_999_999;
    private static final int FEW = 5;

    private final RunningSystem system;
    private final List<Long> rich;
    private final List<Long> poor;
    private final List<Long> plenty;
    private final List<Long> scarce = new CopyOnWriteArrayList<>();

    Shop(RunningSystem system) {
        this.system = system;
        rich = IntStream.range(0, 10).mapToObj(_ -> system.user("1000000.00")).toList();
        poor = IntStream.range(0, 4).mapToObj(_ -> system.user("60.00")).toList();
        plenty = IntStream.range(0, 6)
                .mapToObj(i -> system.product("9.9" + i, 1_000_000))
                .toList();
        offerFewMore();
    }

    /** A product of which there are few: soon short, and sold to another in between before that. */
    void offerFewMore() {
        scarce.add(system.product("4.50", FEW));
    }

    Map<String, Object> someOrder(SplittableRandom random) {
        int quantity = 1 + random.nextInt(3);
        return switch (random.nextInt(20)) {
            case 0 -> RunningSystem.orderOf(UNKNOWN, of(plenty, random), quantity);
            case 1 -> RunningSystem.orderOf(of(rich, random), UNKNOWN, quantity);
            case 2, 3, 4 -> RunningSystem.orderOf(of(rich, random), scarce.getLast(), quantity);
            case 5, 6, 7 -> RunningSystem.orderOf(of(poor, random), of(plenty, random), quantity);
            default -> RunningSystem.orderOf(of(rich, random), of(plenty, random), quantity);
        };
    }

    long someUser(SplittableRandom random) {
        return of(random.nextBoolean() ? poor : rich, random);
    }

    long someProduct(SplittableRandom random) {
        return of(plenty, random);
    }

    private static long of(List<Long> ids, SplittableRandom random) {
        return ids.get(random.nextInt(ids.size()));
    }
}
