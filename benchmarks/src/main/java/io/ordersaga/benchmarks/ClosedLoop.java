package io.ordersaga.benchmarks;

import java.io.IOException;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that each place an order, wait for its end, and place the next. */
final class ClosedLoop implements Load {

    private final Shop shop;
    private final Scenario scenario;
    private final int[] ports;

    ClosedLoop(Shop shop, Scenario scenario, int... ports) {
        this.shop = shop;
        this.scenario = scenario;
        this.ports = ports;
    }

    @Override
    public Result run(int clients, int seconds) {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                int port = ports[client % ports.length];
                SplittableRandom random = new SplittableRandom(client);
                all.execute(() -> order(port, random, end, nanos, wrong));
            }
        }
        double took = (System.nanoTime() - begun) / 1e9;
        return new Result(Latencies.of(nanos.stream().mapToLong(Long::longValue).toArray()), took, wrong);
    }

    private void order(int port, SplittableRandom random, long end, Queue<Long> nanos, Queue<String> wrong) {
        try (HttpConnection connection = new HttpConnection(port)) {
            while (System.nanoTime() < end) {
                Scenario.Order order = scenario.next(shop, random);
                long sent = System.nanoTime();
                String saga = connection.place(order.json());
                if (order.hasEnded(saga)) {
                    nanos.add(System.nanoTime() - sent);
                } else {
                    wrong.add(order + " was answered " + saga);
                }
            }
        } catch (IOException e) {
            wrong.add(e.toString());
        }
    }
}
