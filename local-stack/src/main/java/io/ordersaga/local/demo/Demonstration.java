package io.ordersaga.local.demo;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.service.ServiceName;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Places one order per outcome and shows what became of each. */
public final class Demonstration {

    private static final long NOBODY = 999_999_999;

    private final Rest rest = new Rest();
    private final Function<ServiceName, URI> services;
    private final PrintStream out;

    public Demonstration(Function<ServiceName, URI> services, PrintStream out) {
        this.services = services;
        this.out = out;
    }

    /** The users and products that the orders are about. */
    public record Seeds(long rich, long poor, long plenty, long scarce) {}

    private record Scene(String title, long owner, long product, int quantity, String expected) {}

    /** Creates the demonstration's users and products. */
    public Seeds seed() {
        return new Seeds(
                create(ServiceName.USER, "/users", user("Ada Lovelace", "ada@example.org", "100000.00")),
                create(ServiceName.USER, "/users", user("Bob Cratchit", "bob@example.org", "15.00")),
                create(ServiceName.PRODUCT, "/products", product("Analytical Engine", "19.99", 100_000)),
                create(ServiceName.PRODUCT, "/products", product("Last Difference Engine", "250.00", 1)));
    }

    /** @throws LocalStackException when an order ends otherwise than it should */
    public void run(Seeds seeds) {
        List<Scene> scenes = List.of(
                new Scene("Everything is there", seeds.rich(), seeds.plenty(), 2, "COMPLETED"),
                new Scene("The product does not exist", seeds.rich(), NOBODY, 1, "PRODUCT_NOT_FOUND"),
                new Scene("There is too little stock", seeds.rich(), seeds.scarce(), 1000, "INSUFFICIENT_STOCK"),
                new Scene("The user does not exist", NOBODY, seeds.plenty(), 1, "USER_NOT_FOUND"),
                new Scene("The user has too little money", seeds.poor(), seeds.plenty(), 1, "INSUFFICIENT_BALANCE"));
        scenes.forEach(this::play);
        sellInBetween(seeds);
        cancel(seeds);
    }

    /** Two orders want the last piece and go side by side, so that both have paid before the first of them takes it. */
    private void sellInBetween(Seeds seeds) {
        long last = create(ServiceName.PRODUCT, "/products", product("Only Tabulating Machine", "250.00", 1));
        List<URI> rivals =
                Stream.generate(() -> placeAtOnce(seeds.rich(), last)).limit(2).toList();
        List<JsonNode> ended = rivals.stream().map(this::awaitEnd).toList();
        JsonNode winner = theOne(ended, "COMPLETED");
        JsonNode loser = theOne(ended, "INSUFFICIENT_STOCK");
        show("Two want the last piece, and this one gets it", winner);
        show(
                hasPaid(loser) ? "The other had paid, and is refunded" : "The other found it sold, and did not pay",
                loser);
    }

    private static JsonNode theOne(List<JsonNode> sagas, String end) {
        List<JsonNode> found =
                sagas.stream().filter(saga -> end(saga).equals(end)).toList();
        if (found.size() != 1) {
            throw new LocalStackException("One of the two orders for the last piece should have ended as " + end
                    + ", not " + found.size() + ".");
        }
        return found.getFirst();
    }

    private static boolean hasPaid(JsonNode saga) {
        return saga.path("steps")
                .valueStream()
                .anyMatch(step -> step.path("name").asString().equals("refund_balance"));
    }

    private void play(Scene scene) {
        JsonNode saga = place(scene.owner(), scene.product(), scene.quantity(), "wait=30");
        show(scene.title(), saga);
        String end = end(saga);
        if (!end.equals(scene.expected())) {
            throw new LocalStackException("This order should have ended as " + scene.expected() + ", not " + end + ".");
        }
    }

    /** Cancels at once; whoever is first wins, and both know who it was. */
    private void cancel(Seeds seeds) {
        URI saga = placeAtOnce(seeds.rich(), seeds.plenty());
        int status = rest.post(URI.create(saga + "/cancel")).status();
        JsonNode ended = awaitEnd(saga);
        show(status == 202 ? "The customer cancels" : "The customer cancels, too late: the stock was taken", ended);
        String expected = status == 202 ? "CANCELLED" : "COMPLETED";
        if (!end(ended).equals(expected)) {
            throw new LocalStackException("The cancelled order should have ended as " + expected + ".");
        }
    }

    /** @return its saga, which goes on */
    private URI placeAtOnce(long owner, long product) {
        String id = place(owner, product, 1, "respond-async").path("saga_id").asString();
        return services.apply(ServiceName.ORCHESTRATOR).resolve("/sagas/" + id);
    }

    private JsonNode awaitEnd(URI saga) {
        boolean finished = io.ordersaga.local.Waiting.until(
                java.time.Duration.ofSeconds(30),
                () -> List.of("COMPLETED", "FAILED")
                        .contains(rest.get(saga).body().path("status").asString()));
        if (!finished) {
            throw new LocalStackException("The saga " + saga + " did not end within 30 s.");
        }
        return rest.get(saga).body();
    }

    private JsonNode place(long owner, long product, int quantity, String prefer) {
        Rest.Answer answer = rest.post(
                services.apply(ServiceName.ORCHESTRATOR).resolve("/orders"),
                Map.of("product_id", product, "owner_id", owner, "quantity", quantity),
                "Prefer",
                prefer);
        if (answer.status() != 200 && answer.status() != 202) {
            throw new LocalStackException("The order was not taken: " + answer.body());
        }
        return answer.body();
    }

    private void show(String title, JsonNode saga) {
        out.println();
        out.println(title + ": " + saga.path("status").asString()
                + (saga.path("failure_code").isNull()
                        ? ""
                        : ", " + saga.path("failure_reason").asString()));
        out.print(Timeline.of(saga));
    }

    private static String end(JsonNode saga) {
        JsonNode failure = saga.path("failure_code");
        return failure.isNull() ? saga.path("status").asString() : failure.asString();
    }

    private long create(ServiceName service, String path, Map<String, Object> body) {
        Rest.Answer answer = rest.post(services.apply(service).resolve(path), body);
        if (answer.status() != 201) {
            throw new LocalStackException("Nothing could be created at " + path + ": " + answer.body());
        }
        return answer.body().path("id").asLong();
    }

    private static Map<String, Object> user(String name, String email, String balance) {
        return Map.of("name", name, "email", email, "balance", new BigDecimal(balance));
    }

    private static Map<String, Object> product(String name, String price, int quantity) {
        return Map.of(
                "name", name, "description", "For demonstration", "price", new BigDecimal(price), "quantity", quantity);
    }
}
