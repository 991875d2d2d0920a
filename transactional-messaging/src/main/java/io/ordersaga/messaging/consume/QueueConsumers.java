package io.ordersaga.messaging.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordersaga.messaging.deadletter.DeadLetters;
import io.ordersaga.messaging.settings.MessagingProperties;
import io.ordersaga.messaging.trace.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lombok.extern.slf4j.Slf4j;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** The consumers of all subscriptions of a service; they start after and stop before everything else. */
@Slf4j
public class QueueConsumers implements SmartLifecycle, SchedulingConfigurer {

    private static final long RETRY_MS = 1_000;

    private final ConnectionFactory connections;
    private final AmqpAdmin admin;
    private final Transactions transactions;
    private final DeadLetters deadLetters;
    private final MessagingProperties properties;
    private final Spans spans;
    private final MeterRegistry meters;
    private final List<QueueConsumer> consumers;

    public QueueConsumers(
            List<Subscription> subscriptions,
            ConnectionFactory connections,
            AmqpAdmin admin,
            Transactions transactions,
            DeadLetters deadLetters,
            MessagingProperties properties,
            Spans spans,
            MeterRegistry meters) {
        this.connections = connections;
        this.admin = admin;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.spans = spans;
        this.meters = meters;
        this.consumers = subscriptions.stream()
                .flatMap(subscription ->
                        IntStream.range(0, properties.consumers()).mapToObj(_ -> consumer(subscription)))
                .toList();
    }

    private QueueConsumer consumer(Subscription subscription) {
        QueueConsumer consumer = new QueueConsumer(container(subscription.queue()), properties);
        consumer.processWith(new BatchProcessor<>(
                subscription.handler(),
                transactions,
                deadLetters,
                properties.attempts(),
                consumer,
                spans,
                BatchMeters.of(subscription.queue(), meters)));
        return consumer;
    }

    private DirectMessageListenerContainer container(String queue) {
        DirectMessageListenerContainer container = new DirectMessageListenerContainer(connections);
        container.setQueueNames(queue);
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(properties.prefetch());
        container.setMissingQueuesFatal(false);
        container.setAmqpAdmin(admin);
        container.setRecoveryInterval(RETRY_MS);
        container.setFailedDeclarationRetryInterval(RETRY_MS);
        container.setMonitorInterval(RETRY_MS);
        container.setMessagePropertiesConverter(new ReceivedProperties());
        container.setDeBatchingEnabled(false);
        container.setAutoStartup(false);
        container.afterPropertiesSet();
        return container;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        Duration interval = properties.redeclareInterval();
        tasks.addFixedDelayTask(new FixedDelayTask(this::startLostAgain, interval, interval));
    }

    /**
     * Spring starts a consumer again when its connection breaks or its queue is deleted. Where one was lost all the same,
     * its queue would fill and nobody would read it until the service is restarted.
     */
    void startLostAgain() {
        consumers.forEach(consumer -> find(consumer.queue()).ifPresent(consumer::looked));
    }

    /** A queue that is not there gets its readers with it, and nothing is known of a broker that is away. */
    private Optional<QueueInformation> find(String queue) {
        try {
            return Optional.ofNullable(admin.getQueueInfo(queue));
        } catch (AmqpException e) {
            log.debug("the broker does not tell who reads {}", queue, e);
            return Optional.empty();
        }
    }

    @Override
    public void start() {
        consumers.forEach(QueueConsumer::start);
    }

    @Override
    public void stop() {
        try (var stopping = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            consumers.forEach(consumer -> stopping.execute(consumer::stop));
        }
    }

    @Override
    public boolean isRunning() {
        return consumers.stream().anyMatch(QueueConsumer::isRunning);
    }
}
