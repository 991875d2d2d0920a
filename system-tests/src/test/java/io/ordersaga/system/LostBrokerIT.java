package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.broker.RabbitNode;
import io.ordersaga.testing.InstalledRabbit;
import io.ordersaga.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The broker goes away in the middle of the work, and comes back, perhaps without anything it held. */
class LostBrokerIT {

    private final RunningSystem system = RunningSystem.shared();

    @Test
    void p4_a_consumer_that_cannot_acknowledge_because_the_broker_is_away_goes_on_when_it_is_back() throws Exception {
        RabbitNode node = breakable();
        long user = system.user("100.00");
        long product = system.product("10.00", 5);
        String saga;
        try (Connection database = TestInfrastructure.get().database().connect();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("select from user_service.app_user where id = " + user + " for update");
            saga = system.place(user, product, 1, "respond-async")
                    .body()
                    .path("saga_id")
                    .asString();
            await("the consumer waits for the row").until(() -> finds(statement, "from pg_locks where not granted"));
            node.stop();
            database.rollback();
            database.setAutoCommit(true);
            await("its effect is committed")
                    .until(() -> finds(statement, "from user_service.inbox where saga_id = '" + saga + "'"));
        }
        node.start();

        await().atMost(Duration.ofMinutes(2)).until(() -> RunningSystem.isFinished(system.saga(saga)));

        assertThat(system.saga(saga).path("status").asString()).isEqualTo("COMPLETED");
        JsonNode next = system.order(user, product, 1);
        assertThat(next.path("status").asString()).isEqualTo("COMPLETED");
    }

    private static boolean finds(Statement statement, String what) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select " + what)) {
            return rows.next();
        }
    }

    @Test
    void a15_p3_a_broker_that_lost_everything_costs_no_order() {
        RabbitNode node = breakable();
        List<Long> users =
                IntStream.range(0, 20).mapToObj(_ -> system.user("400.00")).toList();
        List<Long> products = List.of(system.product("10.00", 20), system.product("10.00", 1000));
        Load load = new Load(system, users, products);

        CompletableFuture<Void> orders = CompletableFuture.runAsync(() -> load.place(300, 8, 3));
        load.awaitAccepted(60);
        node.kill();
        node.wipe();
        node.start();
        orders.join();
        List<JsonNode> ended = load.ended(Duration.ofMinutes(3));

        assertThat(ended).hasSize(300);
        Audit.check(system, ended, users, products);
    }

    private static RabbitNode breakable() {
        return InstalledRabbit.require(TestInfrastructure.get().breakableRabbit());
    }
}
