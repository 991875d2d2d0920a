package io.ordersaga.benchmarks;

import java.util.Comparator;
import java.util.List;

/** The memory of a process: all that it has in use, and how much of that its Java objects take, dead ones included. */
record Memory(long residentMiB, long heapMiB) {

    /** Of the largest of these processes. */
    static Memory ofLargest(List<Long> pids) {
        return pids.stream()
                .map(pid -> new Memory(Processes.residentMiB(pid), Processes.heapMiB(pid)))
                .max(Comparator.comparingLong(Memory::residentMiB))
                .orElseThrow();
    }
}
