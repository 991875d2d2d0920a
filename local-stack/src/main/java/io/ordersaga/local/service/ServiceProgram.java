package io.ordersaga.local.service;

import io.ordersaga.local.Folders;
import io.ordersaga.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A service as it is started: unpacked from its fat jar, because that starts faster, and with an ahead-of-time cache of
 * its classes once one was recorded (JEP 483, 514 and 515).
 */
public record ServiceProgram(ServiceName name, Path folder) {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** Unpacks the module's jar when it is newer than what was unpacked before. */
    public static ServiceProgram of(ServiceName name, Path root, Path programs) {
        ServiceProgram program = new ServiceProgram(name, programs.resolve(name.module()));
        Path built = builtJar(name, root);
        try {
            if (!Files.exists(program.jar()) || isNewer(built, program.jar())) {
                program.unpack(built);
            }
        } catch (IOException e) {
            throw new LocalStackException("The " + name.module() + " could not be unpacked: " + e.getMessage(), e);
        }
        return program;
    }

    public Path jar() {
        return folder.resolve("service.jar");
    }

    public Path cache() {
        return folder.resolve("service.aot");
    }

    public boolean hasCache() {
        return Files.exists(cache());
    }

    /** How the JVM is called, up to the service's own settings. */
    List<String> command(List<String> jvmOptions) {
        return Stream.of(List.of(JAVA.toString()), jvmOptions, List.of("-jar", jar().toString()))
                .flatMap(List::stream)
                .toList();
    }

    private static Path builtJar(ServiceName name, Path root) {
        Path target = root.resolve(name.module()).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(name.module() + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new LocalStackException("There is no jar in " + target + "; build it first."));
        } catch (IOException e) {
            throw new LocalStackException("There is no jar in " + target + "; build it first.", e);
        }
    }

    private static boolean isNewer(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
    }

    private void unpack(Path built) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder.getParent());
        Process unpacking = new ProcessBuilder(
                        JAVA.toString(),
                        "-Djarmode=tools",
                        "-jar",
                        built.toString(),
                        "extract",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!unpacking.waitFor(60, TimeUnit.SECONDS) || unpacking.exitValue() != 0) {
                throw new IOException(built + " cannot be extracted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.move(folder.resolve(built.getFileName()), jar());
    }
}
