package io.ordersaga.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import io.ordersaga.local.LocalStackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the durable steps of an order cost with no service around them: 13 commits, and between them 12 persistent
 * messages through quorum queues, each confirmed before its order goes on. A saga of as many steps cannot be cheaper on
 * these servers unless it batches more.
 */
final class Floor implements Contestant, Load {

    private static final int SHARED_LANES = 4;
    private static final int CONNECTIONS = 32;
    private static final long CONFIRMED_WITHIN_MS = 30_000;
    private static final byte[] BODY = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);

    private final Home home;
    private final int batch;
    private final Routing routing;
    private final Connection publishing;
    private final Connection consuming;
    private final BlockingQueue<Bookkeeping> books = new LinkedBlockingQueue<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicLong orders = new AtomicLong(System.currentTimeMillis() << 16);

    /** How a message finds its queue. */
    enum Routing {
        /** By the queue's name. */
        BY_NAME,
        /** By the words of its key, as the messages of sagas do. */
        BY_TOPIC
    }

    /** @param batch orders at most that take each of their steps together; 1 for one commit and one confirm a step */
    Floor(Home home, int batch, Routing routing) {
        this.home = home;
        this.batch = batch;
        this.routing = routing;
        try (java.sql.Connection connection = home.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(Bookkeeping.TABLES);
            publishing = home.broker().connect();
            consuming = home.broker().connect();
        } catch (SQLException | IOException | TimeoutException e) {
            throw new LocalStackException("The floor cannot be laid in " + home, e);
        }
    }

    @Override
    public Load load(Trial trial) {
        return this;
    }

    @Override
    public Map<String, List<Long>> services() {
        return Map.of();
    }

    @Override
    public List<String> audit() {
        return List.of();
    }

    @Override
    public Result run(int clients, int seconds) {
        List<Integer> shares = Shares.of(clients, batch);
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        open(Math.min(CONNECTIONS, shares.size()));
        declareLanes(batch == 1 ? Math.min(SHARED_LANES, clients) : shares.size());
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < shares.size(); i++) {
                Worker worker = new Worker(Integer.toString(i), lanes.get(i % lanes.size()), shares.get(i));
                all.execute(() -> worker.work(end, nanos, wrong));
            }
        }
        double took = (System.nanoTime() - begun) / 1e9;
        return new Result(Latencies.of(nanos.stream().mapToLong(Long::longValue).toArray()), took, wrong);
    }

    private void declareLanes(int wanted) {
        try {
            while (lanes.size() < wanted) {
                lanes.add(new Lane("lane-" + lanes.size(), consuming));
            }
        } catch (IOException e) {
            throw new LocalStackException("The floor's queues cannot be declared", e);
        }
    }

    /** They stay open: what an ended process of the server has used would be counted late. */
    private void open(int connections) {
        try {
            while (books.size() < connections) {
                java.sql.Connection connection = home.database().connect();
                try (var statement = connection.createStatement()) {
                    statement.execute("set plan_cache_mode = force_generic_plan; set enable_seqscan = off");
                }
                books.add(batch == 1 ? new OneByOne(connection, BODY) : new SetBased(connection, BODY));
            }
        } catch (SQLException e) {
            throw new LocalStackException("The floor's database does not answer", e);
        }
    }

    private static void close(Bookkeeping books) {
        try {
            books.close();
        } catch (SQLException e) {
            throw new LocalStackException("The floor's database does not answer", e);
        }
    }

    /** Takes a batch of orders through all their steps, and then the next. */
    private final class Worker {

        private final Lane lane;
        private final int size;
        private final String name;
        private final AMQP.BasicProperties properties;

        Worker(String name, Lane lane, int size) {
            this.name = name;
            this.lane = lane;
            this.size = size;
            this.properties = MessageProperties.PERSISTENT_BASIC
                    .builder()
                    .correlationId(name)
                    .build();
        }

        void work(long end, Queue<Long> nanos, Queue<String> wrong) {
            try (Channel channel = publishing.createChannel()) {
                channel.confirmSelect();
                while (System.nanoTime() < end) {
                    long begun = System.nanoTime();
                    process(channel);
                    long took = System.nanoTime() - begun;
                    for (int i = 0; i < size; i++) {
                        nanos.add(took);
                    }
                }
            } catch (IOException | TimeoutException | SQLException e) {
                wrong.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void process(Channel channel) throws IOException, TimeoutException, SQLException, InterruptedException {
            UUID[] batch = new UUID[size];
            for (int i = 0; i < size; i++) {
                batch[i] = new UUID(orders.getAndIncrement(), Long.MIN_VALUE);
            }
            commit(batch, 0);
            for (int step = 1; step <= Bookkeeping.LAST_STEP; step++) {
                for (int i = 0; i < size; i++) {
                    publish(channel, batch[i]);
                }
                channel.waitForConfirmsOrDie(CONFIRMED_WITHIN_MS);
                long last = lane.await(name, size);
                commit(batch, step);
                lane.acknowledge(last, Floor.this.batch > 1);
            }
        }

        private void publish(Channel channel, UUID order) throws IOException {
            switch (routing) {
                case BY_NAME -> channel.basicPublish("", lane.queue(), properties, BODY);
                case BY_TOPIC -> channel.basicPublish(Lane.TOPICS, lane.topic(order), properties, BODY);
            }
        }

        private void commit(UUID[] batch, int step) throws SQLException, InterruptedException {
            Bookkeeping book = books.take();
            try {
                book.commit(batch, step);
            } finally {
                books.add(book);
            }
        }
    }

    @Override
    public void close() {
        books.forEach(Floor::close);
        try {
            consuming.close();
            publishing.close();
        } catch (IOException e) {
            throw new LocalStackException("The floor's broker does not answer", e);
        }
    }
}
