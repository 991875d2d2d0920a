package io.ordersaga.benchmarks;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts the whole system, warms it up, measures it with so many clients after so many, and audits it in the end. */
@SuppressWarnings("SystemOut")
public final class Benchmarks {

    private static final int WARM_UP_CLIENTS = 256;
    private static final int WARM_UP_SLICE_SECONDS = 5;

    private final Options options;
    private final Site site;
    private final ClosedLoop loop;

    private Benchmarks(Options options, Site site) {
        this.options = options;
        this.site = site;
        Shop shop = Shop.fill(site.url(ServiceName.USER), site.url(ServiceName.PRODUCT));
        this.loop = new ClosedLoop(shop, options.scenario(), site.ports());
    }

    /** @param arguments where the project is, then what {@code benchmarks/run --help} tells */
    public static void main(String... arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        try {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(run(root, Options.parse(rest.toArray(String[]::new))) ? 0 : 1);
        } catch (IllegalArgumentException | LocalStackException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(Path root, Options options) throws IOException {
        System.out.println("Starting RabbitMQ, PostgreSQL and " + options.instances() + " of each service ...");
        Site site = new Site(root, root.resolve("benchmarks/target/site"), options);
        Benchmarks benchmarks = new Benchmarks(options, site);
        benchmarks.warmUp();
        List<Measurement> measurements = benchmarks.measure();
        if (options.json().isPresent()) {
            Files.writeString(options.json().get(), benchmarks.json(measurements));
        }
        return benchmarks.isSound(measurements);
    }

    /** The JVMs compile what is hot; what they do meanwhile is not what they do all day. */
    private void warmUp() {
        for (int passed = 0; passed < options.warmUp(); passed += WARM_UP_SLICE_SECONDS) {
            ClosedLoop.Result result = loop.run(WARM_UP_CLIENTS, WARM_UP_SLICE_SECONDS);
            System.out.printf("warming up, %3d s: %.0f orders/s%n", passed, result.perSecond());
        }
    }

    private List<Measurement> measure() {
        System.out.println(options.scenario() + System.lineSeparator() + Measurement.HEAD);
        List<Measurement> measurements = new ArrayList<>();
        for (int clients : options.clients()) {
            Usage before = site.usage();
            ClosedLoop.Result result = loop.run(clients, options.seconds());
            Measurement measurement =
                    new Measurement(clients, result, site.usage().since(before), site.resident());
            System.out.println(measurement.row());
            System.out.println("        CPU ms/order: " + measurement.split());
            measurements.add(measurement);
        }
        System.out.println("memory in use, MiB: " + site.resident());
        return measurements;
    }

    /** Fast and wrong is wrong. */
    private boolean isSound(List<Measurement> measurements) {
        List<String> wrong = measurements.stream()
                .flatMap(each -> each.result().wrong().stream())
                .toList();
        wrong.stream().limit(3).forEach(System.err::println);
        Rest.Answer audit = new Rest().get(site.url(ServiceName.ORCHESTRATOR).resolve("/audit"));
        boolean adds = audit.status() == 200 && audit.body().path("findings").isEmpty();
        System.out.println(adds ? "The audit finds nothing." : "The audit: " + audit);
        return wrong.isEmpty() && adds;
    }

    private String json(List<Measurement> measurements) {
        return measurements.stream()
                .map(Measurement::json)
                .collect(Collectors.joining(
                        ",\n  ", "{\"scenario\":\"" + options.scenario() + "\",\"measurements\":[\n  ", "\n]}\n"));
    }
}
