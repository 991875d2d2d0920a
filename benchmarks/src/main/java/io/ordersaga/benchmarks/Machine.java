package io.ordersaga.benchmarks;

import io.ordersaga.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What it was measured on (proc(5)). */
record Machine(
        String processor, int cores, long memoryMiB, String system, String java, String postgres, String rabbit) {

    static Machine of(String postgres, String rabbit) {
        return new Machine(
                fact("cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(fact("meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString(),
                postgres,
                rabbit);
    }

    private static String fact(String file, String name) {
        try {
            return Files.readAllLines(Path.of("/proc", file)).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("0");
        } catch (IOException e) {
            throw new LocalStackException("/proc/" + file + " cannot be read", e);
        }
    }

    String sentence() {
        return "%d cores (%s), %d MiB, %s, Java %s, PostgreSQL %s, RabbitMQ %s"
                .formatted(cores, processor, memoryMiB, system, java, postgres, rabbit);
    }

    /** As it is written as JSON. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("processor", processor);
        values.put("cores", cores);
        values.put("memory_mib", memoryMiB);
        values.put("system", system);
        values.put("java", java);
        values.put("postgresql", postgres);
        values.put("rabbitmq", rabbit);
        values.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        return values;
    }
}
