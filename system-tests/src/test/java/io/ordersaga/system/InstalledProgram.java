package io.ordersaga.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that the machine has or has not, and that some tests need. */
public final class InstalledProgram {

    private InstalledProgram() {}

    /**
     * The first of the names that is on the PATH. Leaves the test out where there is none, unless {@code -Dproperty=true}
     * says that there must be one.
     *
     * @param leftOut what is not tested without it
     */
    public static Path require(List<String> names, String property, String leftOut) {
        Optional<Path> program = find(names);
        if (program.isEmpty() && Boolean.getBoolean(property)) {
            throw new IllegalStateException("none of " + names + " is on the PATH, and " + property + " is set");
        }
        assumeTrue(program.isPresent(), "None of " + names + " is on the PATH: " + leftOut);
        return program.orElseThrow();
    }

    private static Optional<Path> find(List<String> names) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
