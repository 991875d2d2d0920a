package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.demo.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Many clients that place orders at once, and remember which were accepted. */
final class Load {

    private final RunningSystem system;
    private final List<Long> users;
    private final List<Long> products;
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Rest.Answer> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    Load(RunningSystem system, List<Long> users, List<Long> products) {
        this.system = system;
        this.users = users;
        this.products = products;
    }

    /** Places the orders; one that was not answered is not placed again, for it may have been accepted. */
    void place(int orders, int clients, long seed) {
        AtomicInteger left = new AtomicInteger(orders);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                SplittableRandom random = new SplittableRandom(seed + client);
                executor.execute(() -> {
                    while (left.getAndDecrement() > 0) {
                        placeOne(random);
                    }
                });
            }
        }
    }

    /** A service that is too busy to have begun is asked again. */
    private void placeOne(SplittableRandom random) {
        try {
            Rest.Answer answer = ask(random);
            while (answer.body().path("type").asString().endsWith("service-unavailable")) {
                answer = ask(random);
            }
            if (answer.status() == 202) {
                accepted.add(answer.body().path("saga_id").asString());
            } else {
                refused.add(answer);
            }
        } catch (LocalStackException e) {
            unanswered.incrementAndGet();
            System.err.println("not answered: " + e.getMessage());
        }
    }

    private Rest.Answer ask(SplittableRandom random) {
        return system.place(
                users.get(random.nextInt(users.size())),
                products.get(random.nextInt(products.size())),
                1 + random.nextInt(3),
                "respond-async");
    }

    /** How many orders were not answered, each of which may have been accepted or not. */
    int unanswered() {
        return unanswered.get();
    }

    /** Waits until so many orders were accepted, to disturb the system in the middle of its work. */
    void awaitAccepted(int orders) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> accepted.size() >= orders);
    }

    /** The sagas of all accepted orders, once every one of them has ended; none was refused. */
    List<JsonNode> ended(Duration atMost) {
        assertThat(refused).isEmpty();
        List<JsonNode> ended = new ArrayList<>();
        List<String> running = new ArrayList<>(accepted);
        await("every accepted order ends")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    running.removeIf(id -> {
                        JsonNode saga = system.saga(id);
                        return RunningSystem.isFinished(saga) && ended.add(saga);
                    });
                    return running.isEmpty();
                });
        return ended;
    }
}
