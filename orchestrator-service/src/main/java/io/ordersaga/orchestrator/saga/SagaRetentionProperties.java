package io.ordersaga.orchestrator.saga;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code order-saga.retention}.
 *
 * @param keepFinished how long a saga is kept after its end, at least; it goes with the last of its month
 */
@Validated
@ConfigurationProperties("order-saga.retention")
record SagaRetentionProperties(
        @NotNull @DurationMin(days = 31) @DefaultValue("90d")
        Duration keepFinished) {}
