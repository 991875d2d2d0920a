package io.ordersaga.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import io.ordersaga.local.Folders;
import io.ordersaga.local.Ports;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.broker.RabbitNode;
import io.ordersaga.local.database.LocalPostgres;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.local.service.ServiceSettings;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messages.Success;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.order.OrderEvent.StatusUpdated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messages.product.ProductEvent.StockRestored;
import io.ordersaga.messages.product.ProductEvent.StockUpdated;
import io.ordersaga.messages.user.UserEvent.BalanceChecked;
import io.ordersaga.messages.user.UserEvent.BalanceRefunded;
import io.ordersaga.messages.user.UserEvent.BalanceUpdated;
import io.ordersaga.testing.InstalledRabbit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The rights at RabbitMQ that docs/operations.md gives to each service: they are enough, and they keep it to its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerPermissionsIT {

    private static final Path OPERATIONS = Path.of("../docs/operations.md");
    private static final Pattern COMMANDS =
            Pattern.compile("```bash\n((?:(?!```).)*set_topic_permissions.*?)```", Pattern.DOTALL);

    private final Path here = RunningSystem.HERE.resolve("permissions");
    private RabbitNode rabbit;
    private LocalPostgres postgres;
    private RunningSystem system;

    @BeforeAll
    void startWithTheseRights() throws Exception {
        Folders.delete(here);
        rabbit =
                InstalledRabbit.require(RabbitNode.in(here.resolve("rabbitmq"))).start();
        for (ServiceName name : ServiceName.values()) {
            rabbit.control("add_user", name.module(), "secret");
        }
        documented().forEach(rabbit::control);
        postgres = LocalPostgres.start(here.resolve("postgres"), Ports.free());
        system = RunningSystem.start(
                1,
                (name, _) -> new ServiceSettings(Ports.free(), postgres.access(), as(name), Map.of()),
                "permissions/",
                Duration.ofSeconds(40));
    }

    @AfterAll
    void stop() {
        if (system != null) {
            system.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (rabbit != null) {
            rabbit.stop();
        }
    }

    /** The arguments of each call of {@code rabbitmqctl} in the document. */
    private static List<String[]> documented() throws IOException, InterruptedException {
        Matcher commands = COMMANDS.matcher(Files.readString(OPERATIONS));
        assertThat(commands.find()).isTrue();
        String script = "rabbitmqctl() { printf '%s\\t' \"$@\"; echo; }\n" + commands.group(1);
        Process bash = new ProcessBuilder("bash", "-euc", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().map(line -> line.split("\t")).toList();
    }

    private BrokerAccess as(ServiceName name) {
        BrokerAccess guest = rabbit.access();
        return new BrokerAccess(guest.host(), guest.port(), name.module(), "secret", guest.virtualHost());
    }

    @Test
    void an_order_goes_through_and_another_is_undone() {
        long user = system.user("100.00");
        long product = system.product("60.00", 1);

        JsonNode bought = system.order(user, product, 1);
        JsonNode soldOut = system.order(user, product, 1);

        assertThat(bought.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(soldOut.path("failure_code").asString()).isEqualTo("INSUFFICIENT_STOCK");
    }

    @Test
    void what_nobody_can_handle_becomes_a_dead_letter() throws Exception {
        String key = "saga." + UUID.randomUUID() + ".command.user.update_balance";
        try (Connection connection = as(ServiceName.ORCHESTRATOR).connect();
                Channel channel = connection.createChannel()) {
            channel.basicPublish("saga", key, MessageProperties.PERSISTENT_BASIC, "{".getBytes(UTF_8));
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> system.get(ServiceName.ORCHESTRATOR, "/dead-letters")
                        .toString()
                        .contains(key));
    }

    @Test
    void a_service_commands_nobody_and_reads_no_commands_of_another() throws Exception {
        try (Connection connection = as(ServiceName.USER).connect()) {
            Channel publishing = connection.createChannel();
            publishing.basicPublish(
                    "saga", "saga." + UUID.randomUUID() + ".command.product.restore_stock", null, new byte[0]);
            await().until(() -> !publishing.isOpen());
            assertThat(publishing.getCloseReason()).hasMessageContaining("ACCESS_REFUSED");

            Channel reading = connection.createChannel();
            assertThatThrownBy(() -> reading.basicGet("product-service.commands", false))
                    .rootCause()
                    .hasMessageContaining("ACCESS_REFUSED");
        }
    }

    /**
     * The order waits for its stock check; each participant says in the name of the others that all is done, and that
     * nothing could be done.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ORCHESTRATOR")
    void a47_a_service_answers_no_command_of_another_and_the_order_that_waits_goes_on_by_the_truth(ServiceName liar)
            throws Exception {
        long user = system.user("100.00");
        long product = system.product("60.00", 1);
        JsonNode placed;
        try (java.sql.Connection holder = postgres.access().connect();
                Statement hold = holder.createStatement();
                Connection connection = as(liar).connect()) {
            holder.setAutoCommit(false);
            hold.execute("select from product_service.product where id = " + product + " for update");
            placed = system.place(user, product, 1, "respond-async").body();
            await().until(() -> waitsForItsStockCheck(placed));
            for (Success lie : answersInTheNameOfOthers(liar, placed)) {
                for (Outcome outcome : Outcome.values()) {
                    assertRefused(connection, lie, outcome);
                }
            }
            holder.rollback();
        }

        JsonNode saga = await().atMost(Duration.ofSeconds(30))
                .until(() -> system.saga(placed.path("saga_id").asString()), RunningSystem::isFinished);
        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(saga.path("total_price").decimalValue()).isEqualByComparingTo("60.00");
        Audit.check(system, List.of(saga), List.of(user), List.of(product));
    }

    private boolean waitsForItsStockCheck(JsonNode placed) {
        JsonNode step =
                system.saga(placed.path("saga_id").asString()).path("steps").path(1);
        return step.path("name").asString().equals("check_stock")
                && step.path("attempts").asInt() > 0;
    }

    private static List<Success> answersInTheNameOfOthers(ServiceName liar, JsonNode placed) {
        UUID saga = UUID.fromString(placed.path("saga_id").asString());
        UUID order = UUID.fromString(placed.path("order_id").asString());
        List<Success> lies = Stream.<Success>of(
                        new OrderCreated(saga, order, 1, 1, 1),
                        new StatusUpdated(saga, order),
                        new StockChecked(saga, order, new BigDecimal("0.01")),
                        new StockUpdated(saga, order),
                        new StockRestored(saga, order),
                        new BalanceChecked(saga, order),
                        new BalanceUpdated(saga, order),
                        new BalanceRefunded(saga, order))
                .filter(lie -> !liar.module().equals(RoutingKey.of(lie).step().service() + "-service"))
                .toList();
        assertThat(lies).hasSizeBetween(5, 6);
        return lies;
    }

    /** A refused message costs its channel; the broker would confirm one that it took. */
    private static void assertRefused(Connection connection, Success lie, Outcome outcome) throws IOException {
        RoutingKey key = new RoutingKey.OfEvent(lie.sagaId(), RoutingKey.of(lie).step(), outcome);
        BasicProperties properties = MessageProperties.PERSISTENT_BASIC
                .builder()
                .contentType("application/json")
                .messageId(key.messageId().toString())
                .type(key.type())
                .build();
        byte[] body = outcome == Outcome.SUCCESS
                ? MessageJson.write(lie)
                : MessageJson.write(new Failure(lie.sagaId(), lie.orderId(), "CANCELLED", "So they say."));
        Channel channel = connection.createChannel();
        channel.confirmSelect();
        assertThatThrownBy(() -> {
                    channel.basicPublish("saga", key.toString(), properties, body);
                    channel.waitForConfirms(10_000);
                })
                .as("%s", key)
                .isInstanceOf(ShutdownSignalException.class)
                .hasMessageContaining("ACCESS_REFUSED");
    }
}
