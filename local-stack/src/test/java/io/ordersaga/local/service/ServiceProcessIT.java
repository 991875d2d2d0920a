package io.ordersaga.local.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.database.DatabaseAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DatabaseAccess DATABASE = new DatabaseAccess("jdbc:postgresql://localhost:1/x", "a", "b");

    @TempDir
    Path folder;

    private final List<ServiceProcess> started = new ArrayList<>();
    private ServiceProgram program;

    @BeforeEach
    void packageTheProgram() throws IOException {
        program = new ServiceProgram(ServiceName.USER, folder);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        String file = TinyService.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(program.jar());
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream compiled = TinyService.class.getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new JarEntry(file));
            compiled.transferTo(jar);
        }
    }

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(ServiceProcess::kill);
        assertThat(started).noneMatch(ServiceProcess::isAlive);
    }

    @Test
    void readyServiceIsToldWhereItsPartsAre() throws IOException {
        ServiceProcess service = start("hello");

        service.awaitReady(SOON);

        assertThat(service.isReady()).isTrue();
        assertThat(log("hello")).contains("I am user_service on /, greeting hello");
    }

    @Test
    void severalInstancesRunSideBySide() {
        ServiceProcess one = start("one");
        ServiceProcess other = start("other");
        one.awaitReady(SOON);
        other.awaitReady(SOON);

        one.kill();

        assertThat(one.isReady()).isFalse();
        assertThat(other.isReady()).isTrue();
    }

    @Test
    void deadChildIsNoticedAtOnceWithItsLastWords() {
        ServiceProcess service = start("bad");
        long begun = System.nanoTime();

        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> service.awaitReady(Duration.ofMinutes(5)))
                .withMessageContaining("user-service died")
                .withMessageContaining("Such a greeting is not taken.")
                .withMessageNotContaining("\n");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }

    @Test
    void stoppedServiceFinishesWhatItHasInHand() throws IOException {
        ServiceProcess service = start("stop");
        service.awaitReady(SOON);

        service.stop();

        assertThat(service.isAlive()).isFalse();
        assertThat(log("stop")).contains("stopped in order");
    }

    @Test
    void killedServiceDoesNotAndCanBeStartedAgain() throws IOException {
        ServiceProcess service = start("kill");
        service.awaitReady(SOON);
        long pid = service.pid();

        service.kill();
        assertThat(log("kill")).doesNotContain("stopped in order");
        service.restart();

        service.awaitReady(SOON);
        assertThat(service.pid()).isNotEqualTo(pid);
    }

    @Test
    void pausedServiceLivesButAnswersOnlyWhenResumed() {
        ServiceProcess service = start("pause");
        service.awaitReady(SOON);

        service.pause();
        assertThat(service.isAlive()).isTrue();
        assertThat(service.isReady()).isFalse();
        service.resume();

        service.awaitReady(SOON);
    }

    @Test
    void pausedServiceCanBeStoppedForGood() {
        ServiceProcess service = start("frozen");
        service.awaitReady(SOON);
        service.pause();

        service.kill();

        assertThat(service.isAlive()).isFalse();
    }

    private ServiceProcess start(String greeting) {
        ServiceSettings settings = new ServiceSettings(
                Ports.free(), DATABASE, BrokerAccess.local(Ports.free()), Map.of("GREETING", greeting));
        ServiceProcess service = ServiceProcess.start(program, settings, List.of("-Xmx32m"), logFile(greeting));
        started.add(service);
        return service;
    }

    private String log(String greeting) throws IOException {
        return Files.readString(logFile(greeting));
    }

    private Path logFile(String greeting) {
        return folder.resolve("logs").resolve(greeting + ".log");
    }
}
