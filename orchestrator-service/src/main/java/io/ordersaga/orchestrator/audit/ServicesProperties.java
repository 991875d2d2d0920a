package io.ordersaga.orchestrator.audit;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the audit asks the services for their books; settings under {@code order-saga.services}. Orders are processed
 * without them.
 *
 * @param connectWithin how long a service may take to be reached
 * @param answerWithin how long it may take to answer; its own audit reads its whole ledger
 */
@Validated
@ConfigurationProperties("order-saga.services")
public record ServicesProperties(
        @NotNull @DefaultValue("http://localhost:8000") URI user,
        @NotNull @DefaultValue("http://localhost:8001") URI product,
        @NotNull @DefaultValue("http://localhost:8002") URI order,
        @NotNull @DefaultValue("2s") Duration connectWithin,
        @NotNull @DefaultValue("60s") Duration answerWithin) {}
