package io.ordersaga.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Linux tells about processes (proc(5)). */
final class Processes {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int ENDED_CHILDREN = 2;

    private Processes() {}

    /** Of the process and of its children that have ended. */
    static double cpuSeconds(long pid) {
        return read(pid, "stat").map(Processes::cpuSecondsOf).orElse(0.0);
    }

    /** Of the process and all that came of it. */
    static double cpuSecondsOfTree(ProcessHandle root) {
        return cpuSeconds(root.pid())
                + root.descendants()
                        .mapToDouble(child -> cpuSeconds(child.pid()))
                        .sum();
    }

    /** The name of a process is in parentheses and may hold anything; the numbers come after the last of them. */
    static double cpuSecondsOf(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int time : new int[] {USER_TIME, SYSTEM_TIME}) {
            ticks += Long.parseLong(fields[time]) + Long.parseLong(fields[time + ENDED_CHILDREN]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** The memory that it has in use, in MiB. */
    static long residentMiB(long pid) {
        return read(pid, "status")
                .map(status -> status.lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .findFirst()
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .orElse(0L))
                .orElse(0L);
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), file)));
        } catch (IOException e) {
            // It has ended.
            return Optional.empty();
        }
    }
}
