package io.ordersaga.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.messages.Command;
import io.ordersaga.messaging.piggybank.CoinCommand;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.messaging.piggybank.Stranger;
import io.ordersaga.testing.Statements.Prepared;
import io.ordersaga.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the database is asked, and that it need not search. */
class StatementsIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();
    private static final int COMMANDS = 100;

    private static Instance piggybank;
    private static Stranger stranger;

    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        piggybank = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        stranger = Stranger.at(INFRASTRUCTURE.broker());
    }

    @AfterAll
    static void stop() throws Exception {
        stranger.close();
        piggybank.close();
    }

    @BeforeEach
    void handleManyAtOnce() throws Exception {
        CountDownLatch allHaveArrived = new CountDownLatch(1);
        piggybank.trouble().beforeBatch(batch -> {
            batches.add(batch.size());
            wait(allHaveArrived);
        });
        piggybank.statements().note();
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(COMMANDS).toList();
        piggybank.send(sagas.stream().map(CoinCommand::putIn).toArray(Command[]::new));
        await().until(() -> stranger.channel().messageCount(Instance.COMMANDS) == 0);
        allHaveArrived.countDown();
        await().until(() -> piggybank.answers().sagas().containsAll(sagas));
        await().until(() -> piggybank.inOutbox() == 0);
    }

    @Test
    void a_batch_costs_one_select_and_two_inserts_however_many_commands_it_has() {
        List<String> sql = piggybank.statements().noted().stream()
                .filter(each -> each.thread().equals("consume-" + Instance.COMMANDS))
                .map(each -> shortly(each.sql()))
                .toList();

        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(COMMANDS);
        assertThat(batches).hasSizeLessThan(COMMANDS / 10);
        assertThat(sql).filteredOn("select inbox"::equals).hasSameSizeAs(batches);
        assertThat(sql).filteredOn("insert inbox"::equals).hasSameSizeAs(batches);
        assertThat(sql).filteredOn("insert outbox"::equals).hasSameSizeAs(batches);
        assertThat(sql).filteredOn("insert coin"::equals).hasSize(COMMANDS);
        assertThat(sql).hasSize(COMMANDS + 3 * batches.size());
    }

    @Test
    void confirmed_messages_are_deleted_many_at_a_time() {
        assertThat(piggybank.statements().noted().stream().map(each -> shortly(each.sql())))
                .filteredOn("delete outbox"::equals)
                .hasSizeBetween(1, COMMANDS / 4);
    }

    @ParameterizedTest
    @CsvSource({"update outbox, outbox_due", "select inbox, _pkey on inbox_", "delete outbox, outbox_pkey"})
    void statements_find_their_rows_by_an_index(String statement, String index) throws SQLException {
        String sql = piggybank.statements().noted().stream()
                .map(Prepared::sql)
                .filter(each -> shortly(each).equals(statement))
                .findFirst()
                .orElseThrow();

        assertThat(plan(sql)).contains(index).doesNotContain("Seq Scan");
    }

    /** That an index gives the order is not enough: of a queue that waits for a broker every row would be read each time. */
    @Test
    void the_relay_reads_no_message_that_is_not_due() throws SQLException {
        String claim = piggybank.statements().noted().stream()
                .map(Prepared::sql)
                .filter(sql -> shortly(sql).equals("update outbox"))
                .findFirst()
                .orElseThrow();

        assertThat(plan(claim)).contains("Index Cond: (publish_after <= statement_timestamp())");
    }

    /** With so few rows a search would cost no more, so the planner is told that it does. */
    private static String plan(String sql) throws SQLException {
        DatabaseAccess database = INFRASTRUCTURE.database();
        Properties access = new Properties();
        access.putAll(Map.of(
                "user",
                database.user(),
                "password",
                database.password(),
                "currentSchema",
                "piggybank",
                "preferQueryMode",
                "simple"));
        try (Connection connection = DriverManager.getConnection(database.url(), access);
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            ResultSet plan = statement.executeQuery("explain (generic_plan) " + numbered(sql));
            StringBuilder lines = new StringBuilder();
            while (plan.next()) {
                lines.append(plan.getString(1)).append('\n');
            }
            return lines.toString();
        }
    }

    /** The parameters as the server knows them. */
    private static String numbered(String sql) {
        String numbered = sql;
        for (int n = 1; numbered.contains("?"); n++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + n);
        }
        return numbered;
    }

    private static String shortly(String sql) {
        String verb = sql.strip().split("\\s+")[0];
        return verb + " "
                + Stream.of("inbox", "outbox", "coin")
                        .filter(sql::contains)
                        .findFirst()
                        .orElse(sql);
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
