package io.ordersaga.local.broker;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.ordersaga.local.Folders;
import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of an installed RabbitMQ, private to us: its own name, ports and folder, beside any other node. */
public final class RabbitNode implements AutoCloseable {

    private static final List<Path> SCRIPTS = List.of(
            Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
            Path.of("/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server"),
            Path.of("/usr/local/opt/rabbitmq/sbin/rabbitmq-server"),
            Path.of("/opt/rabbitmq/sbin/rabbitmq-server"));
    private static final Duration START_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
    private static final Duration CONTROL_WITHIN = Duration.ofSeconds(60);
    private static final String COOKIE = ".erlang.cookie";

    private final Path script;
    private final Path folder;
    private final int port = Ports.free();
    private final int distributionPort = Ports.free();
    private @Nullable Process process;

    private RabbitNode(Path script, Path folder) {
        this.script = script;
        this.folder = folder;
    }

    /** A node that is not started yet, if RabbitMQ is installed. */
    public static Optional<RabbitNode> in(Path folder) {
        return SCRIPTS.stream().filter(Files::isExecutable).findFirst().map(script -> new RabbitNode(script, folder));
    }

    public BrokerAccess access() {
        return BrokerAccess.local(port);
    }

    /** Starts with what the folder holds, and returns when it answers. */
    public RabbitNode start() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("enabled_plugins"), "[].");
            Files.writeString(folder.resolve("rabbitmq.conf"), """
                listeners.tcp.1 = 127.0.0.1:%d
                max_message_size = 1048576
                """.formatted(port));
            ProcessBuilder builder = new ProcessBuilder(script.toString()).redirectErrorStream(true);
            builder.environment().putAll(environment());
            builder.redirectOutput(folder.resolve("node.log").toFile());
            process = builder.start();
        } catch (IOException e) {
            throw new LocalStackException("RabbitMQ did not start: " + e.getMessage(), e);
        }
        boolean answers = Waiting.until(START_WITHIN, () -> !isAlive() || access().answers());
        if (!answers || !isAlive()) {
            throw new LocalStackException("RabbitMQ did not start; " + folder.resolve("node.log") + " says why.");
        }
        return this;
    }

    private Map<String, String> environment() {
        return Map.of(
                "HOME", folder.toString(),
                "RABBITMQ_NODENAME", name(),
                "RABBITMQ_NODE_PORT", Integer.toString(port),
                "RABBITMQ_DIST_PORT", Integer.toString(distributionPort),
                "RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString(),
                "RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString(),
                "RABBITMQ_LOGS", "-",
                "ERL_CRASH_DUMP", folder.resolve("erl_crash.dump").toString(),
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("enabled_plugins").toString(),
                "RABBITMQ_PID_FILE", folder.resolve("pid").toString());
    }

    /** Its first process, from which all others come; empty when it does not run. */
    public Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).map(Process::toHandle);
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Stops it in order. */
    public void stop() {
        end(false);
    }

    /** Kills it, as a power cut would. */
    public void kill() {
        end(true);
    }

    /** Gives it a command as {@code rabbitmqctl} takes it, and returns what that says; it must run. */
    public String control(String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(script.resolveSibling("rabbitmqctl").toString()), Stream.of(arguments))
                .toList();
        Path said = folder.resolve("control.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment());
            Process control = builder.redirectOutput(said.toFile()).start();
            boolean ended = control.waitFor(CONTROL_WITHIN.toSeconds(), TimeUnit.SECONDS);
            if (!ended || control.exitValue() != 0) {
                control.destroyForcibly();
                throw new LocalStackException("RabbitMQ refused " + command + ": " + Files.readString(said));
            }
            return Files.readString(said);
        } catch (IOException e) {
            throw new LocalStackException("RabbitMQ could not be told " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted", e);
        }
    }

    /** Forgets what it holds and makes a cluster with the other; both must run, with the same cookie. */
    public void join(RabbitNode other) {
        control("stop_app");
        control("reset");
        control("join_cluster", other.name());
        control("start_app");
    }

    /** Takes over the other's secret, without which they do not talk to each other; it must not have been started. */
    public void trust(RabbitNode other) {
        try {
            Files.createDirectories(folder);
            Files.copy(other.folder.resolve(COOKIE), folder.resolve(COOKIE), COPY_ATTRIBUTES, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalStackException("The cookie of " + other.name() + " cannot be copied", e);
        }
    }

    private String name() {
        return "order-saga-" + port + "@localhost";
    }

    /** Forgets everything it ever held; it must be stopped. */
    public void wipe() {
        delete(folder.resolve("mnesia"));
    }

    @Override
    public void close() {
        kill();
        delete(folder);
    }

    private void end(boolean atOnce) {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
        all.forEach(atOnce ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        try {
            if (!running.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Waiting.until(STOP_WITHIN, () -> all.stream().noneMatch(ProcessHandle::isAlive));
        process = null;
    }

    private static void delete(Path path) {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
