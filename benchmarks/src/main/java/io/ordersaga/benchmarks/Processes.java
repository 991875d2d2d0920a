package io.ordersaga.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Linux tells about processes (proc(5)). */
final class Processes {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int ENDED_CHILDREN = 2;
    private static final Path JSTAT = Path.of(System.getProperty("java.home"), "bin", "jstat");
    private static final Set<String> HEAP = Set.of("S0U", "S1U", "EU", "OU");

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

    /** What the Java objects of a JVM of this user take, in MiB, as jstat tells. */
    static long heapMiB(long pid) {
        try {
            Process jstat = new ProcessBuilder(JSTAT.toString(), "-gc", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            return heapMiBOf(new String(jstat.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("jstat does not start", e);
        }
    }

    /** Two lines: the names of the columns, and the numbers, in KiB; what is used ends with a U. */
    static long heapMiBOf(String jstat) {
        List<String> lines = jstat.lines().toList();
        String[] names = lines.getFirst().strip().split(" +", -1);
        String[] numbers = lines.getLast().strip().split(" +", -1);
        double kib = 0;
        for (int column = 0; column < names.length; column++) {
            kib += HEAP.contains(names[column]) ? Double.parseDouble(numbers[column]) : 0;
        }
        return Math.round(kib / 1024);
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
