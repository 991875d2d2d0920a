package io.ordersaga.testing;

import io.ordersaga.local.Folders;
import io.ordersaga.local.Ports;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.broker.EmbeddedBroker;
import io.ordersaga.local.broker.RabbitNode;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.database.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * The broker and the database of this JVM's tests, started when they are first asked for: containers where a Docker
 * engine answers, else a private node of the installed RabbitMQ and an embedded PostgreSQL, else the embedded broker.
 * The choice is printed. {@code -Drequire.broker=rabbitmq} fails instead of using the embedded broker, and so do tests
 * that {@linkplain InstalledRabbit need a RabbitMQ to break};
 * {@code -Dtest.infrastructure=docker|local|embedded} makes the choice.
 *
 * @param database as the superuser, in the database that has a role and a schema for each service
 * @param rabbit the private node, for tests that break it; null when the broker is of another kind
 */
public record TestInfrastructure(
        DatabaseAccess database,
        BrokerAccess broker,
        @Nullable RabbitNode rabbit) {

    /** The one of this JVM. */
    public static TestInfrastructure get() {
        return Started.INFRASTRUCTURE;
    }

    /** The private RabbitMQ node that a test wants to break. */
    public Optional<RabbitNode> breakableRabbit() {
        return Optional.ofNullable(rabbit);
    }

    /** Lets the database end every connection of a service, over one of our own that it spares. */
    public void killConnectionsOf(String role) {
        try (Connection connection = database.connect();
                PreparedStatement kill = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?")) {
            kill.setString(1, role);
            kill.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the connections could not be killed", e);
        }
    }

    /** Starts when it is first touched. */
    private static final class Started {
        private static final TestInfrastructure INFRASTRUCTURE = choose();

        private Started() {}

        private static TestInfrastructure choose() {
            String wanted = System.getProperty("test.infrastructure", "");
            if (wanted.equals("docker")
                    || (wanted.isEmpty() && DockerClientFactory.instance().isDockerAvailable())) {
                say("RabbitMQ and PostgreSQL in containers");
                return Containers.start();
            }
            Path folder = scratchFolder();
            Optional<RabbitNode> node =
                    wanted.equals("embedded") ? Optional.empty() : RabbitNode.in(folder.resolve("rabbitmq"));
            if (node.isPresent()) {
                say("a private node of the installed RabbitMQ, and embedded PostgreSQL");
                RabbitNode started = node.get().start();
                atExit(started::close);
                return new TestInfrastructure(postgres(folder), started.access(), started);
            }
            if (InstalledRabbit.isRequired()) {
                throw new IllegalStateException("-Drequire.broker=rabbitmq, but no Docker engine answers and no"
                        + " rabbitmq-server is installed; install the package rabbitmq-server.");
            }
            say("the EMBEDDED broker, because no Docker engine answers and no RabbitMQ is installed;"
                    + " and embedded PostgreSQL");
            EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), Ports.free());
            return new TestInfrastructure(postgres(folder), broker.access(), null);
        }

        private static DatabaseAccess postgres(Path folder) {
            LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), Ports.free());
            atExit(() -> {
                postgres.close();
                try {
                    Folders.delete(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return postgres.access();
        }

        private static Path scratchFolder() {
            try {
                return Files.createTempDirectory("order-saga-tests");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void atExit(Runnable work) {
            Runtime.getRuntime().addShutdownHook(new Thread(work));
        }

        @SuppressWarnings("SystemOut")
        private static void say(String choice) {
            System.out.println("Test infrastructure: " + choice + ".");
        }
    }
}
