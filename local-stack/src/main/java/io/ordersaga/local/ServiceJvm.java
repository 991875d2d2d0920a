package io.ordersaga.local;

import io.ordersaga.local.service.ServiceProgram;
import java.util.ArrayList;
import java.util.List;

/** How the services' JVMs are called on one machine. */
final class ServiceJvm {

    /**
     * Four JVMs and a database share one machine: the simple collector and a bounded heap leave room for all. The quick
     * compiler alone would start faster still, but then the services would never become fast.
     */
    private static final List<String> COMMON =
            List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");

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
