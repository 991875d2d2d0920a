package io.ordersaga.system.chaos;

import io.ordersaga.local.demo.Rest;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * People who order, one after another and each as soon as his last order has ended or took too long, who cancel, and
 * who change users and products meanwhile.
 */
final class Clients {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STOP_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int LONGEST_PAUSE_MS = 250;

    private final RunningSystem system;
    private final Shop shop;
    private final Receipts receipts = new Receipts();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean open = true;

    Clients(RunningSystem system) {
        this.system = system;
        this.shop = new Shop(system);
    }

    Receipts receipts() {
        return receipts;
    }

    void start(int clients, SplittableRandom random) {
        for (int i = 0; i < clients; i++) {
            SplittableRandom own = random.split();
            executor.execute(() -> {
                while (open) {
                    act(own);
                    pause(own);
                }
            });
        }
    }

    /** Places no further orders; those that were not answered are still asked for until they are. */
    void stop() throws InterruptedException {
        open = false;
        executor.shutdown();
        if (!executor.awaitTermination(STOP_WITHIN.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
            executor.shutdownNow();
            throw new AssertionError("some orders are not even answered, " + STOP_WITHIN + " after all is sound");
        }
    }

    private void act(SplittableRandom random) {
        switch (random.nextInt(40)) {
            case 0, 1 -> deposit(random);
            case 2 -> restock(random);
            case 3, 4 -> rename(ServiceName.USER, "/users/" + shop.someUser(random), "balance");
            case 5 -> rename(ServiceName.PRODUCT, "/products/" + shop.someProduct(random), "quantity");
            case 6 ->
                answered(() -> {
                    shop.offerFewMore();
                    return null;
                });
            case 7, 8, 9, 10, 11, 12 -> orderAtTheOrderService(random);
            default -> orderAtTheOrchestrator(random);
        }
    }

    /** With a key, so that what is not answered can be asked again, at whichever instance. */
    private void orderAtTheOrchestrator(SplittableRandom random) {
        Map<String, Object> order = shop.someOrder(random);
        String key = UUID.randomUUID().toString();
        long placed = System.nanoTime();
        Optional<JsonNode> saga = Optional.empty();
        while (saga.isEmpty() && !Thread.currentThread().isInterrupted()) {
            saga = accepted(() -> system.post(ServiceName.ORCHESTRATOR, "/orders", order, "Idempotency-Key", key));
            if (saga.isEmpty()) {
                pause(random);
            }
        }
        saga.ifPresent(body -> follow(body, placed, random));
    }

    /** Without a key: what is not answered is left at that. */
    private void orderAtTheOrderService(SplittableRandom random) {
        Map<String, Object> order = shop.someOrder(random);
        long placed = System.nanoTime();
        accepted(() -> system.post(ServiceName.ORDER, "/orders", order))
                .ifPresentOrElse(body -> follow(body, placed, random), receipts::unanswered);
    }

    private Optional<JsonNode> accepted(Supplier<Rest.Answer> request) {
        Optional<JsonNode> body = answered(request).filter(this::isSuccess).map(Rest.Answer::body);
        body.ifPresent(saga -> receipts.accepted(saga.path("saga_id").asString()));
        return body;
    }

    private void follow(JsonNode accepted, long placed, SplittableRandom random) {
        String path = "/sagas/" + accepted.path("saga_id").asString();
        int fate = random.nextInt(24);
        if (fate < 4) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(60)).toNanos());
            answered(() -> system.post(ServiceName.ORCHESTRATOR, path + "/cancel", Map.of()));
        } else if (fate == 4) {
            answered(() -> system.post(ServiceName.ORCHESTRATOR, path + "/retry", Map.of()));
        }
        while (System.nanoTime() - placed < PATIENCE.toNanos()) {
            String status = answered(() -> system.get(ServiceName.ORCHESTRATOR, path))
                    .map(answer -> answer.body().path("status").asString())
                    .orElse("");
            if (status.equals("COMPLETED")) {
                receipts.completed(placed);
            }
            if (status.equals("COMPLETED") || status.equals("FAILED")) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void deposit(SplittableRandom random) {
        BigDecimal amount = BigDecimal.valueOf(receipts.freshAmount(), 2);
        String path = "/users/" + shop.someUser(random) + "/deposit";
        answered(() -> system.post(ServiceName.USER, path, Map.of("amount", amount)))
                .filter(this::isSuccess)
                .ifPresent(_ -> receipts.deposited(amount));
    }

    private void restock(SplittableRandom random) {
        int pieces = receipts.freshAmount();
        String path = "/products/" + shop.someProduct(random) + "/restock";
        answered(() -> system.post(ServiceName.PRODUCT, path, Map.of("quantity", pieces)))
                .filter(this::isSuccess)
                .ifPresent(_ -> receipts.restocked(BigDecimal.valueOf(pieces)));
    }

    /** Replaces it by what was read, with another name, on condition that nobody changed it meanwhile. */
    private void rename(ServiceName service, String path, String held) {
        answered(() -> system.get(service, path)).filter(this::isSuccess).ifPresent(read -> {
            Map<String, Object> body = new java.util.HashMap<>();
            for (String field : new String[] {"email", "description"}) {
                if (read.body().has(field)) {
                    body.put(field, read.body().path(field).asString());
                }
            }
            body.put("name", "N" + receipts.freshAmount());
            body.put(held, read.body().path(held).decimalValue());
            if (read.body().has("price")) {
                body.put("price", BigDecimal.valueOf(900 + System.nanoTime() % 100, 2));
            }
            answered(() ->
                    system.put(service, path, body, "If-Match", read.etag().orElseThrow()));
        });
    }

    private boolean isSuccess(Rest.Answer answer) {
        return answer.status() / 100 == 2;
    }

    /** Empty when nobody answered, which happens when things are broken. */
    private Optional<Rest.Answer> answered(Supplier<Rest.Answer> request) {
        try {
            Rest.Answer answer = request.get();
            if (answer != null && !isSuccess(answer)) {
                receipts.refused(answer.status() + " "
                        + answer.body().path("type").asString("").replaceFirst(".*:", ""));
            }
            return Optional.ofNullable(answer);
        } catch (RuntimeException e) {
            receipts.refused("no answer");
            return Optional.empty();
        }
    }

    private static void pause(SplittableRandom random) {
        LockSupport.parkNanos(
                Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MS)).toNanos());
    }
}
