package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Far more buyers than pieces, all at the same moment. */
class LastPiecesIT {

    private static final int BUYERS = 64;
    private static final int PIECES = 10;

    private final RunningSystem system = RunningSystem.shared();
    private final SagaExchange exchange = RunningSystem.listen();

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    @Test
    void a32_ten_of_64_orders_get_the_last_ten_pieces_and_every_other_buyer_is_refunded() throws Exception {
        List<Long> users =
                Stream.generate(() -> system.user("20.00")).limit(BUYERS).toList();
        long product = system.product("19.99", PIECES);

        List<JsonNode> placed = allSeeThePieces(users, product);
        List<JsonNode> sagas = placed.stream().map(this::ended).toList();

        assertThat(sagas.stream().filter(LastPiecesIT::isCompleted)).hasSize(PIECES);
        assertThat(IntStream.range(0, BUYERS).boxed()).allSatisfy(i -> assertBuyer(users.get(i), sagas.get(i)));
        assertThat(system.get(ServiceName.PRODUCT, "/products/" + product)
                        .body()
                        .path("quantity")
                        .asInt())
                .isZero();
        Audit.check(system, sagas, users, List.of(product));
    }

    /**
     * Each order passes its stock check before the first of them takes a piece: the check waits for the row, which is held
     * until all have been asked for, and the queue keeps their order. So each of them has paid when the pieces run out.
     */
    private List<JsonNode> allSeeThePieces(List<Long> users, long product) throws SQLException {
        List<JsonNode> placed;
        try (Connection holder = TestInfrastructure.get().database().connect();
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("select from product_service.product where id = " + product + " for update");
            placed = atOnce(users, product);
            placed.forEach(saga -> exchange.hears("saga." + idOf(saga) + ".command.product.check_stock"));
            holder.rollback();
        }
        return placed;
    }

    /** In the order of the users. */
    private List<JsonNode> atOnce(List<Long> users, long product) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> answers = users.stream()
                    .map(user -> clients.submit(() ->
                            system.place(user, product, 1, "respond-async").body()))
                    .toList();
            return answers.stream().map(LastPiecesIT::of).toList();
        }
    }

    private static JsonNode of(Future<JsonNode> answer) {
        assertThat(answer).succeedsWithin(Duration.ofSeconds(40));
        return answer.resultNow();
    }

    private JsonNode ended(JsonNode placed) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> system.saga(idOf(placed).toString()), RunningSystem::isFinished);
    }

    private void assertBuyer(long user, JsonNode saga) {
        boolean bought = isCompleted(saga);
        assertThat(saga.path("owner_id").asLong()).isEqualTo(user);
        assertThat(saga.path("failure_code").asString("")).isEqualTo(bought ? "" : "INSUFFICIENT_STOCK");
        assertThat(system.get(
                                ServiceName.ORDER,
                                "/orders/" + saga.path("order_id").asString())
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo(bought ? "SUCCESS" : "FAILED");
        assertThat(system.get(ServiceName.USER, "/users/" + user + "/ledger").body().values().stream()
                        .map(entry -> entry.path("kind").asString())
                        .toList())
                .isEqualTo(bought ? List.of("OPENING", "DEBIT") : List.of("OPENING", "DEBIT", "REFUND"));
        assertThat(system.get(ServiceName.USER, "/users/" + user)
                        .body()
                        .path("balance")
                        .decimalValue())
                .isEqualByComparingTo(bought ? "0.01" : "20.00");
    }

    private static boolean isCompleted(JsonNode saga) {
        return saga.path("status").asString().equals("COMPLETED");
    }

    private static UUID idOf(JsonNode saga) {
        return UUID.fromString(saga.path("saga_id").asString());
    }
}
