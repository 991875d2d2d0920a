package io.ordersaga.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.consume.QueueConsumers;
import io.ordersaga.messaging.consume.ReadingThreads;
import io.ordersaga.messaging.consume.Subscription;
import io.ordersaga.messaging.consume.Transactions;
import io.ordersaga.messaging.deadletter.DeadLetters;
import io.ordersaga.messaging.faults.FaultInjectionConfiguration;
import io.ordersaga.messaging.inbox.Inbox;
import io.ordersaga.messaging.inbox.InboxStore;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.outbox.OutboxConfiguration;
import io.ordersaga.messaging.retention.PartitionedTable;
import io.ordersaga.messaging.retention.SagaHorizon;
import io.ordersaga.messaging.retention.SagaPartitions;
import io.ordersaga.messaging.settings.MessagingProperties;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.topology.TopologyKeeper;
import io.ordersaga.messaging.trace.Spans;
import io.ordersaga.messaging.trace.export.TraceConfiguration;
import io.ordersaga.messaging.trace.http.RequestTraceConfiguration;
import io.ordersaga.messaging.trail.MessageTrailConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.amqp.autoconfigure.ConnectionFactoryCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything a service needs to send and receive. It consumes what it finds a {@link Subscription} or
 * {@link CommandHandlers} bean for; it sends through the {@link Outbox}.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        },
        beforeName = {
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration"
        })
@EnableConfigurationProperties(MessagingProperties.class)
@EnableScheduling
@Import({
    OutboxConfiguration.class,
    TraceConfiguration.class,
    RequestTraceConfiguration.class,
    MessageTrailConfiguration.class,
    FaultInjectionConfiguration.class
})
public class TransactionalMessagingAutoConfiguration {

    private static final int MOST_TASKS = 16;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * With virtual threads Spring Boot would run every task with a fixed delay on one thread, and one that hangs would
     * keep messages and timeouts waiting. So there are more threads than tasks.
     */
    @Bean
    @ConditionalOnMissingBean(TaskScheduler.class)
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(MOST_TASKS);
        scheduler.setThreadNamePrefix("scheduled-");
        scheduler.setDaemon(true);
        return scheduler;
    }

    @Bean
    @ConditionalOnMissingBean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    /** The module's tables come with it, numbered apart from the service's own. */
    @Bean
    FlywayConfigurationCustomizer messagingTables() {
        return flyway -> flyway.outOfOrder(true)
                .locations(Stream.concat(
                                Stream.of(flyway.getLocations()).map(Object::toString),
                                Stream.of("classpath:db/messaging"))
                        .toArray(String[]::new));
    }

    @Bean
    DatabaseClock databaseClock(JdbcClient jdbc) {
        return new DatabaseClock(jdbc);
    }

    @Bean
    SagaHorizon sagaHorizon(JdbcClient jdbc, DatabaseClock clock) {
        return new SagaHorizon(jdbc, clock);
    }

    @Bean
    PartitionedTable inboxByMonth() {
        return new PartitionedTable("inbox");
    }

    @Bean
    SagaPartitions sagaPartitions(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            SagaHorizon horizon,
            DatabaseClock clock,
            ObjectProvider<PartitionedTable> tables,
            MessagingProperties properties) {
        return new SagaPartitions(
                jdbc,
                new TransactionTemplate(transactions),
                horizon,
                clock,
                tables.stream().toList(),
                properties.partitionInterval());
    }

    @Bean
    InboxStore inboxStore(JdbcClient jdbc) {
        return new InboxStore(jdbc);
    }

    @Bean
    Inbox inbox(InboxStore store) {
        return new Inbox(store);
    }

    @Bean
    DeadLetters deadLetters(Outbox outbox, @Value("${spring.application.name}") String service, MeterRegistry meters) {
        return new DeadLetters(outbox, service, meters);
    }

    @Bean
    @ConditionalOnBean(CommandHandlers.class)
    Subscription commands(
            CommandHandlers handlers, Inbox inbox, Outbox outbox, SagaHorizon horizon, MeterRegistry meters) {
        return new Subscription(
                Topology.commandsOf(handlers.service()),
                List.of(RoutingKey.everyCommandFor(handlers.service())),
                new CommandBatchHandler(handlers, inbox, outbox, horizon, meters));
    }

    @Bean
    Declarables messagingTopology(ObjectProvider<Subscription> subscriptions) {
        return new Declarables(Stream.concat(
                        Topology.shared().stream(),
                        subscriptions.stream()
                                .filter(subscription ->
                                        !subscription.bindingKeys().isEmpty())
                                .flatMap(subscription ->
                                        Topology.queue(subscription.queue(), subscription.bindingKeys()).stream()))
                .toList());
    }

    @Bean
    TopologyKeeper topologyKeeper(AmqpAdmin admin, MessagingProperties properties) {
        return new TopologyKeeper(admin, properties.redeclareInterval());
    }

    @Bean
    ConnectionFactoryCustomizer anyHeadersCanBeRead() {
        return connections -> connections.setThreadFactory(new ReadingThreads());
    }

    @Bean
    QueueConsumers queueConsumers(
            ObjectProvider<Subscription> subscriptions,
            ConnectionFactory connections,
            AmqpAdmin admin,
            PlatformTransactionManager transactions,
            JdbcClient jdbc,
            DeadLetters deadLetters,
            MessagingProperties properties,
            Spans spans,
            MeterRegistry meters) {
        return new QueueConsumers(
                subscriptions.stream().toList(),
                connections,
                admin,
                new Transactions(transactions, jdbc),
                deadLetters,
                properties,
                spans,
                meters);
    }
}
