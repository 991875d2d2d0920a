package io.ordersaga.local;

import io.ordersaga.local.service.ServiceProgram;
import java.util.ArrayList;
import java.util.List;

/** How the services' JVMs are called on one machine. */
final class ServiceJvm {

    /**
     * Four JVMs, a database and a broker share one machine, and a newcomer waits for them: the simple collector, a
     * bounded heap, and the quick compiler alone, which has the services ready seconds sooner. Under lasting load they
     * are slower for it; docker-compose starts them without.
     */
    private static final List<String> COMMON = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx160m",
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:aot*=error");

    private ServiceJvm() {}

    static List<String> running(ServiceProgram program) {
        return program.hasCache() ? with("-XX:AOTCache=" + program.cache()) : COMMON;
    }

    static List<String> recording(ServiceProgram program) {
        return with("-XX:AOTCacheOutput=" + program.cache());
    }

    private static List<String> with(String option) {
        List<String> all = new ArrayList<>(COMMON);
        all.add(option);
        return all;
    }
}
