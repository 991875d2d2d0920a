package io.ordersaga.orchestrator.order;

import io.ordersaga.orchestrator.engine.RetryPolicy;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code order-saga.saga}.
 *
 * @param deadline how long after its start an order is undone if its stock has not been taken
 * @param stepTimeout how long an answer is waited for before its command is sent again
 * @param longestRetry the longest wait between two sendings, until a person should look; then up to ten times as long
 * @param jitter the part of each wait that chance may take off it, 0 up to 1
 * @param attentionAfter sendings of one command without success after which a person should look
 */
@Validated
@ConfigurationProperties("order-saga.saga")
record OrderSagaProperties(
        @NotNull @DefaultValue("15m") Duration deadline,
        @NotNull @DefaultValue("5s") Duration stepTimeout,
        @NotNull @DefaultValue("1m") Duration longestRetry,
        @DefaultValue("0.2") double jitter,
        @DefaultValue("8") int attentionAfter) {

    OrderSagaProperties {
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "order-saga.saga.deadline must be longer than nothing, or every order is undone at once");
        }
    }

    RetryPolicy retry() {
        return new RetryPolicy(stepTimeout, longestRetry, jitter, attentionAfter);
    }
}
