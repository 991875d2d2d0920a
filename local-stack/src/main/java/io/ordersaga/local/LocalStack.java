package io.ordersaga.local;

import io.ordersaga.local.demo.Demonstration;
import io.ordersaga.local.demo.SeedFile;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What {@code ./run} does once everything is built. */
public final class LocalStack {

    private static final PrintStream OUT = System.out;

    private final Options options;
    private final Progress progress = new Progress(OUT);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private LocalStack(Options options) {
        this.options = options;
    }

    /** The first argument is the folder of the checkout; the others are those of {@code ./run}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int status = 0;
        try {
            new LocalStack(Options.parse(arguments)).run();
        } catch (LocalStackException e) {
            OUT.println("run: " + e.getMessage());
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(options.home());
        try (FileChannel file = FileChannel.open(
                        options.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new LocalStackException("It is running already, from another terminal.");
            }
            prepared();
        } finally {
            stopped.countDown();
        }
    }

    private void prepared() throws IOException, InterruptedException {
        List<ServiceProgram> programs = Arrays.stream(ServiceName.values())
                .map(name ->
                        ServiceProgram.of(name, options.root(), options.home().resolve("services")))
                .toList();
        if (!programs.stream().allMatch(ServiceProgram::hasCache)) {
            train(programs);
        }
        if (!options.trainOnly()) {
            if (options.fresh()) {
                Folders.delete(options.data());
            }
            Files.createDirectories(options.data());
            start(programs);
        }
    }

    /** Without a cache everything works, only slower. */
    private void train(List<ServiceProgram> programs) throws IOException {
        OUT.println("Recording start-up caches, once after each build; it takes a minute or two ...");
        try {
            Training.run(programs, options.home(), progress);
        } catch (LocalStackException e) {
            OUT.println("  no start-up caches, the services start more slowly: " + e.getMessage());
        }
    }

    private void start(List<ServiceProgram> programs) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        OUT.println("Starting ...");
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
        Thread.ofPlatform().daemon().name("stop-when-told").start(this::stopWhenInputEnds);
        @Nullable Parts parts = null;
        try {
            parts = options.external()
                    ? Parts.external(System.getenv())
                    : Parts.embedded(options.data(), Parts.POSTGRES_PORT, Parts.AMQP_PORT, progress);
            try (Stack stack = Stack.start(programs, parts, freshLogs(), new Running())) {
                stack.awaitReady(progress);
                OUT.printf("Everything is ready after %.1f s.%n", (System.nanoTime() - begun) / 1e9);
                demonstrate(stack);
                if (!options.demo()) {
                    stayUp(stack);
                }
            }
        } finally {
            if (parts != null) {
                parts.close();
            }
        }
    }

    private Path freshLogs() throws IOException {
        Folders.delete(options.logs());
        return options.logs();
    }

    private void demonstrate(Stack stack) throws IOException {
        Demonstration demonstration = new Demonstration(stack.urls(), OUT);
        Path file = options.external()
                ? options.home().resolve("seeds-external.json")
                : options.data().resolve("seeds.json");
        demonstration.run(SeedFile.in(file).or(demonstration::seed));
        OUT.println();
    }

    private void stayUp(Stack stack) throws InterruptedException {
        OUT.println("  The console            "
                + stack.urls().apply(ServiceName.ORCHESTRATOR).resolve("/"));
        for (ServiceName name : ServiceName.values()) {
            OUT.printf(
                    "  %-22s %s/swagger-ui.html%n", name.module(), stack.urls().apply(name));
        }
        OUT.println(
                "Place an order: curl -s localhost:8003/orders -H 'Content-Type: application/json' -H 'Prefer: wait=10'"
                        + " -d '{\"product_id\":1,\"owner_id\":1,\"quantity\":2}'");
        OUT.println("Logs are in " + options.logs() + ". Ctrl-C stops everything.");
        while (!stop.await(500, TimeUnit.MILLISECONDS)) {
            stack.revive(OUT::println);
        }
        OUT.println("Stopping ...");
    }

    /** The script that started us closes our input on Ctrl-C, so that the parts stop in order and not all at once. */
    private void stopWhenInputEnds() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            OUT.println("run: the input broke: " + e.getMessage());
        }
        stop.countDown();
    }

    /** Runs when we are told to end at once, and keeps the JVM until the rest of this class has stopped everything. */
    private void shutDown() {
        stop.countDown();
        try {
            if (!stopped.await(90, TimeUnit.SECONDS)) {
                OUT.println("run: not everything stopped within 90 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As fast as the caches allow, on the ports that everybody knows. */
    private static final class Running implements Stack.Launch {
        @Override
        public List<String> jvmOptions(ServiceProgram program) {
            return ServiceJvm.running(program);
        }

        @Override
        public int port(ServiceName service) {
            return service.defaultPort();
        }
    }
}
