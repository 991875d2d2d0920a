package io.ordersaga.messaging.topology;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Declares the topology again and again. A reconnection declares it anyway; this heals what somebody deleted while the
 * connection lived, above all a lost binding, which no client is told of. Declaring what exists changes nothing.
 */
@Slf4j
@RequiredArgsConstructor
public class TopologyKeeper implements SchedulingConfigurer {

    private static final String AWAY = "RabbitMQ cannot be reached; trying again";

    private final AmqpAdmin admin;
    private final Duration interval;
    private volatile String reported = "";

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::redeclare, interval, interval));
    }

    /**
     * Whatever is wrong is said once and stops nobody: what cannot be declared may be there in another shape, and a
     * message that no queue takes comes back.
     */
    public void redeclare() {
        try {
            admin.initialize();
            reported = "";
        } catch (AmqpException e) {
            report(trouble(e), e);
        }
    }

    private void report(String trouble, AmqpException e) {
        if (!trouble.equals(reported)) {
            reported = trouble;
            log.warn("{} ({})", trouble, e.toString());
        }
    }

    /** The broker names the queue or exchange that it does not declare, and why. */
    static String trouble(AmqpException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException closed
                    && closed.getReason() instanceof AMQP.Channel.Close refusal) {
                return "RabbitMQ does not declare what this service needs, and is asked again: "
                        + refusal.getReplyText();
            }
        }
        return AWAY;
    }
}
