package io.ordersaga.testing;

import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.database.ServiceSchemas;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** The same images as docker-compose.yml uses. */
final class Containers {

    private static final String POSTGRES = "postgres:17-alpine";
    private static final String RABBITMQ = "rabbitmq:4-management-alpine";

    private Containers() {}

    @SuppressWarnings("resource")
    static TestInfrastructure start() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES).withDatabaseName("order_saga");
        RabbitMQContainer rabbit = new RabbitMQContainer(RABBITMQ);
        Startables.deepStart(postgres, rabbit).join();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.stop();
            rabbit.stop();
        }));
        DatabaseAccess database =
                new DatabaseAccess(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
        ServiceSchemas.create(database);
        BrokerAccess broker = new BrokerAccess(
                rabbit.getHost(), rabbit.getAmqpPort(), rabbit.getAdminUsername(), rabbit.getAdminPassword(), "/");
        return new TestInfrastructure(database, broker, null);
    }
}
