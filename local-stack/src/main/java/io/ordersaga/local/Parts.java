package io.ordersaga.local;

import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.broker.EmbeddedBroker;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.database.LocalPostgres;
import io.ordersaga.local.database.ServiceSchemas;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The database and the broker that the services run on: our own, or somebody else's. */
record Parts(DatabaseAccess database, BrokerAccess broker, Deque<AutoCloseable> owned) {

    static final int POSTGRES_PORT = 5432;
    static final int AMQP_PORT = 5672;

    /** Embedded ones, both started at the same time. */
    static Parts embedded(Path data, int postgresPort, int amqpPort, Progress progress) {
        CompletableFuture<EmbeddedBroker> broker = CompletableFuture.supplyAsync(() -> progress.timed(
                "Message broker, embedded, port " + amqpPort,
                () -> EmbeddedBroker.start(data.resolve("broker"), amqpPort)));
        Deque<AutoCloseable> owned = new ArrayDeque<>();
        try {
            LocalPostgres postgres = progress.timed(
                    "PostgreSQL, embedded, port " + postgresPort,
                    () -> LocalPostgres.start(data.resolve("postgres"), postgresPort));
            owned.push(postgres);
            owned.push(broker.join());
            return new Parts(postgres.access(), broker.join().access(), owned);
        } catch (CompletionException e) {
            close(owned);
            throw e.getCause() instanceof LocalStackException cause ? cause : e;
        }
    }

    /** Those that the environment names. */
    static Parts external(Map<String, String> environment) {
        DatabaseAccess database = new DatabaseAccess(
                required(environment, "POSTGRES_URL"),
                required(environment, "POSTGRES_USER"),
                required(environment, "POSTGRES_PASSWORD"));
        BrokerAccess broker = broker(required(environment, "RABBITMQ_URL"));
        if (!broker.answers()) {
            throw new LocalStackException(
                    "No broker answers at " + broker.host() + ":" + broker.port() + "; mend RABBITMQ_URL or start it.");
        }
        ServiceSchemas.create(database);
        return new Parts(database, broker, new ArrayDeque<>());
    }

    private static BrokerAccess broker(String url) {
        try {
            return BrokerAccess.of(url);
        } catch (IllegalArgumentException e) {
            throw new LocalStackException("RABBITMQ_URL cannot be read: " + e.getMessage(), e);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new LocalStackException("--external needs the environment variable " + name + ".");
        }
        return value;
    }

    void close() {
        close(owned);
    }

    /** The others too, when one does not stop. */
    private static void close(Deque<AutoCloseable> parts) {
        List<Exception> troubles = new ArrayList<>();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                troubles.add(e);
            }
        }
        if (!troubles.isEmpty()) {
            String each = troubles.stream().map(Exception::getMessage).collect(Collectors.joining("; "));
            throw new LocalStackException("Not every part stopped: " + each, troubles.getFirst());
        }
    }
}
