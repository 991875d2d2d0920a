package io.ordersaga.local.database;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.Signals;
import io.ordersaga.local.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of an installed PostgreSQL, private to us: its own port and folder. Distributions compile it for speed, the
 * binaries that come as a library are compiled to be small.
 */
public final class InstalledPostgres implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<Path> OTHERS =
            List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"), Path.of("/opt/homebrew/bin"));
    private static final String SUPERUSER = "postgres";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Path programs;
    private final Path folder;
    private final int port = Ports.free();
    private final Process postmaster;

    private InstalledPostgres(Path programs, Path folder, Map<String, String> settings) {
        this.programs = programs;
        this.folder = folder;
        initialize();
        this.postmaster = launch(settings);
    }

    /** A new server, with these settings, if PostgreSQL is installed; the newest, where there are several. */
    public static Optional<InstalledPostgres> start(Path folder, Map<String, String> settings) {
        return programs().map(programs -> new InstalledPostgres(programs, folder, settings));
    }

    private static Optional<Path> programs() {
        return Stream.concat(versions(), OTHERS.stream())
                .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
                .findFirst();
    }

    private static Stream<Path> versions() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .filter(version -> version.getFileName().toString().matches("\\d+(\\.\\d+)?"))
                    .sorted(Comparator.comparingDouble((Path version) ->
                                    Double.parseDouble(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new LocalStackException(DEBIAN + " cannot be read", e);
        }
    }

    private void initialize() {
        try {
            Files.createDirectories(folder);
            int status = command("initdb", "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C", "-D", data())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new LocalStackException("PostgreSQL has no data; " + log() + " says why.");
            }
        } catch (IOException e) {
            throw new LocalStackException("initdb did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted", e);
        }
    }

    private Process launch(Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of("-D", data(), "-p", Integer.toString(port), "-k", ""));
        Stream.of(LocalPostgres.DURABLE, settings)
                .forEach(some -> some.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value))));
        try {
            Process process =
                    command("postgres", arguments.toArray(String[]::new)).start();
            if (!Waiting.until(START_WITHIN, () -> !process.isAlive() || answers()) || !process.isAlive()) {
                process.destroy();
                throw new LocalStackException("PostgreSQL did not start; " + log() + " says why.");
            }
            return process;
        } catch (IOException e) {
            throw new LocalStackException("PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    /** It refuses to run as root; in a user namespace of its own nobody is root (user_namespaces(7)). */
    private ProcessBuilder command(String program, String... arguments) {
        Stream<String> nobody = isRoot() ? Stream.of("unshare", "-U") : Stream.empty();
        Stream<String> whole = Stream.of(
                        nobody, Stream.of(programs.resolve(program).toString()), Stream.of(arguments))
                .flatMap(part -> part);
        return new ProcessBuilder(whole.toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private boolean answers() {
        try (Connection connection = access().connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    /** As the superuser, in the database that each server has. */
    public DatabaseAccess access() {
        return new DatabaseAccess("jdbc:postgresql://localhost:" + port + "/" + SUPERUSER, SUPERUSER, SUPERUSER);
    }

    /** Its first process, from which all others come. */
    public ProcessHandle postmaster() {
        return postmaster.toHandle();
    }

    /** As {@code pg_ctl stop -m immediate} does. */
    @Override
    public void close() {
        List<ProcessHandle> all = postmaster.descendants().toList();
        if (postmaster.isAlive()) {
            Signals.send("QUIT", postmaster.pid());
        }
        try {
            if (!postmaster.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                postmaster.destroyForcibly();
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
