package io.ordersaga.messaging.piggybank;

import com.rabbitmq.client.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One running instance of the piggybank service, seen and used by a test. */
public final class Instance implements AutoCloseable {

    public static final String COMMANDS = "piggybank-service.commands";
    public static final String ANSWERS = PiggybankService.ANSWERS;
    private static final String ROLE = "piggybank";

    private final ConfigurableApplicationContext context;

    private Instance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Gives the piggybanks of a test an empty schema and no message of anybody else's. */
    public static void clean(DatabaseAccess database, BrokerAccess broker) throws Exception {
        try (com.rabbitmq.client.Connection connection = broker.connect();
                Channel channel = connection.createChannel()) {
            for (String queue : List.of(COMMANDS, ANSWERS, Topology.DEAD_LETTERS)) {
                channel.queueDelete(queue);
            }
        }
        createSchema(database);
    }

    public static void createSchema(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists piggybank cascade");
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = 'piggybank') then"
                    + " create role piggybank login password 'piggybank'; end if; end $$");
            statement.execute("create schema piggybank authorization piggybank");
        }
    }

    /**
     * Starts an instance that is quicker than production to look again.
     *
     * @param settings further ones, each {@code name=value}
     */
    public static Instance start(DatabaseAccess database, BrokerAccess broker, String... settings) {
        List<String> usual = List.of(
                "spring.application.name=piggybank-service",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + ROLE,
                "spring.datasource.password=" + ROLE,
                "spring.datasource.hikari.connection-timeout=1000",
                "spring.datasource.hikari.data-source-properties.options=-c lock_timeout=2s",
                "spring.rabbitmq.host=" + broker.host(),
                "spring.rabbitmq.port=" + broker.port(),
                "spring.rabbitmq.username=" + broker.user(),
                "spring.rabbitmq.password=" + broker.password(),
                "spring.rabbitmq.virtual-host=" + broker.virtualHost(),
                "spring.rabbitmq.connection-timeout=2s",
                "spring.rabbitmq.channel-rpc-timeout=2s",
                "spring.threads.virtual.enabled=true",
                "spring.main.banner-mode=off",
                "order-saga.messaging.redeclare-interval=300ms",
                "order-saga.messaging.outbox.lease=500ms",
                "order-saga.messaging.outbox.relay-interval=100ms",
                "management.endpoint.health.group.readiness.include=readinessState,db,rabbit",
                "management.endpoint.health.show-components=always",
                "logging.level.root=error",
                "logging.level.org.springframework.transaction=off",
                "logging.level.org.springframework.amqp=off");
        return new Instance(new SpringApplicationBuilder(PiggybankService.class)
                .web(WebApplicationType.NONE)
                .properties(
                        Stream.concat(usual.stream(), Arrays.stream(settings)).toArray(String[]::new))
                .run());
    }

    /** Sends commands as an orchestrator does, in one transaction. */
    public void send(Command... commands) {
        transaction().executeWithoutResult(_ -> {
            for (Command command : commands) {
                bean(Outbox.class).send(command, TraceParent.start());
            }
        });
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    public Trouble trouble() {
        return bean(Trouble.class);
    }

    public Answers answers() {
        return bean(Answers.class);
    }

    public Statements statements() {
        return bean(Statements.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** How many times coins were moved for the saga, whether in or out. */
    public long effects(UUID saga) {
        return jdbc().sql("select count(*) from coin where saga_id = ?")
                .param(saga)
                .query(Long.class)
                .single();
    }

    /** What is in for the saga. */
    public long coins(UUID saga) {
        return jdbc().sql("select coalesce(sum(coins), 0) from coin where saga_id = ?")
                .param(saga)
                .query(Long.class)
                .single();
    }

    /** How many of the sagas had exactly one effect. */
    public long withOneEffect(Collection<UUID> sagas) {
        return jdbc().sql("select count(*) from (select from coin where saga_id = any(?)"
                        + " group by saga_id having count(*) = 1)")
                .param(sagas.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    public boolean isInOutbox(RoutingKey key) {
        return jdbc().sql("select count(*) from outbox where message_id = ?")
                        .param(key.messageId())
                        .query(Long.class)
                        .single()
                > 0;
    }

    public long inOutbox() {
        return jdbc().sql("select count(*) from outbox").query(Long.class).single();
    }

    /** What a counter or gauge stands at; zero when it never counted. */
    public double meter(String name) {
        var meter = bean(MeterRegistry.class).find(name);
        if (meter.counter() != null) {
            return meter.counter().count();
        }
        return meter.gauge() == null ? 0 : meter.gauge().value();
    }

    /** What readiness says of a part, or of the whole when it is empty: {@code UP}, {@code DOWN} or the like. */
    public String readiness(String part) {
        String[] path = part.isEmpty() ? new String[] {"readiness"} : new String[] {"readiness", part};
        return bean(HealthEndpoint.class).healthForPath(path).getStatus().getCode();
    }

    /** What a part tells of itself. */
    public IndicatedHealthDescriptor health(String part) {
        return (IndicatedHealthDescriptor) bean(HealthEndpoint.class).healthForPath(part);
    }

    @Override
    public void close() {
        context.close();
    }
}
