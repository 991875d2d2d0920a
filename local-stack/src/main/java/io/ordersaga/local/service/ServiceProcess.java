package io.ordersaga.local.service;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Signals;
import io.ordersaga.local.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One instance of a service, as a process of its own that can be stopped, killed, paused and started again. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final ServiceProgram program;
    private final ServiceSettings settings;
    private final List<String> jvmOptions;
    private final Path log;
    private Process process;

    private ServiceProcess(ServiceProgram program, ServiceSettings settings, List<String> jvmOptions, Path log) {
        this.program = program;
        this.settings = settings;
        this.jvmOptions = jvmOptions;
        this.log = log;
        this.process = launch();
    }

    /** Starts the process and returns at once; see {@link #awaitReady}. */
    public static ServiceProcess start(
            ServiceProgram program, ServiceSettings settings, List<String> jvmOptions, Path log) {
        return new ServiceProcess(program, settings, jvmOptions, log);
    }

    private Process launch() {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(program.command(jvmOptions)).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.equals("SERVER_PORT"));
            builder.environment().putAll(settings.environment(program.name()));
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return builder.start();
        } catch (IOException e) {
            throw new LocalStackException("The " + program.name().module() + " did not start: " + e.getMessage(), e);
        }
    }

    public ServiceName name() {
        return program.name();
    }

    public URI url() {
        return URI.create("http://localhost:" + settings.port());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws LocalStackException in one line, when it dies or is not ready in time */
    public void awaitReady(Duration atMost) {
        boolean done = Waiting.until(atMost, () -> !isAlive() || isReady());
        if (!isAlive()) {
            throw new LocalStackException("The " + name().module() + " died: " + lastWords());
        }
        if (!done) {
            throw new LocalStackException(
                    "The " + name().module() + " was not ready within " + atMost.toSeconds() + " s; see " + log + ".");
        }
    }

    /** What its log says about its end, in one line. */
    public String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return lines.reversed().stream()
                            .filter(line ->
                                    line.contains("ERROR") || line.contains("cannot") || line.contains("Caused by"))
                            .findFirst()
                            .map(String::strip)
                            .orElse("it said nothing about it")
                    + " (" + log + ")";
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    /** Kills it at whatever instruction it is, as {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Lets it finish what it has in hand. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Freezes it, as a long garbage collection would. */
    public void pause() {
        Signals.send("STOP", pid());
    }

    public void resume() {
        Signals.send("CONT", pid());
    }

    /** Starts it again, with the same settings; it must have ended. */
    public void restart() {
        if (isAlive()) {
            throw new IllegalStateException("the " + name().module() + " runs");
        }
        process = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
