package io.ordersaga.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code ./run} was asked for.
 *
 * @param root the folder of the checkout
 * @param fresh forget the data of earlier runs
 * @param demo end after the demonstration
 * @param external use a RabbitMQ and a PostgreSQL that are there already
 * @param trainOnly only record the ahead-of-time caches, as the last part of the build
 */
record Options(Path root, boolean fresh, boolean demo, boolean external, boolean trainOnly) {

    private static final List<String> KNOWN = List.of("--fresh", "--demo", "--external", "--train");

    static Options parse(String[] arguments) {
        List<String> given = Arrays.asList(arguments).subList(1, arguments.length);
        given.stream().filter(argument -> !KNOWN.contains(argument)).findFirst().ifPresent(unknown -> {
            throw new LocalStackException("'" + unknown + "' is no option; ./run --help tells those that are.");
        });
        return new Options(
                Path.of(arguments[0]).toAbsolutePath().normalize(),
                given.contains("--fresh"),
                given.contains("--demo"),
                given.contains("--external"),
                given.contains("--train"));
    }

    Path home() {
        return root.resolve(".run");
    }

    Path data() {
        return home().resolve("data");
    }

    Path logs() {
        return home().resolve("logs");
    }
}
