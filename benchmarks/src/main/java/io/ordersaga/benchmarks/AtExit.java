package io.ordersaga.benchmarks;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Ends what this program started when it ends itself, for whatever reason: the last first. */
final class AtExit {

    private static final Deque<Runnable> STARTED = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Runnable::run)));
    }

    private AtExit() {}

    static void end(Runnable ending) {
        STARTED.addFirst(ending);
    }
}
