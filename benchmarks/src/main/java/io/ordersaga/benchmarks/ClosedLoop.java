package io.ordersaga.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that each place an order, wait for its end, and place the next. */
final class ClosedLoop implements Load {

    private static final Duration ASK_AGAIN = Duration.ofMillis(100);
    private static final int MOST_ASKED = 3_000;
    private static final String ID = "\"saga_id\":\"";
    private static final int LENGTH_OF_ID = 36;

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
                String saga = ended(connection, connection.place(order.json()));
                if (order.hasEnded(saga)) {
                    nanos.add(System.nanoTime() - sent);
                } else {
                    wrong.add(order + " was answered " + saga);
                }
            }
        } catch (IOException e) {
            wrong.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A service lets nobody wait for longer than 30 seconds; an order that takes longer has not failed. */
    private static String ended(HttpConnection connection, String placed) throws IOException, InterruptedException {
        String saga = placed;
        for (int asked = 0; Scenario.Order.isUnderWay(saga) && asked < MOST_ASKED; asked++) {
            Thread.sleep(ASK_AGAIN);
            saga = connection.saga(idIn(saga));
        }
        return saga;
    }

    private static String idIn(String saga) {
        int begin = saga.indexOf(ID) + ID.length();
        return saga.substring(begin, begin + LENGTH_OF_ID);
    }
}
