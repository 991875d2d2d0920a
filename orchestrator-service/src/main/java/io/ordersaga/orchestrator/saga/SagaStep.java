package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaFailure;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** A command of a saga in the database: a line of its history. */
@Entity
@Table(name = "saga_step")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings({"NullAway.Init", "unused"})
class SagaStep {

    @Embeddable
    record Id(UUID sagaId, int position) {}

    @EmbeddedId
    private Id id;

    @MapsId("sagaId")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "saga_id")
    private SagaInstance saga;

    private String service;
    private String action;

    @Enumerated(EnumType.STRING)
    private StepRole role;

    @Enumerated(EnumType.STRING)
    private StepStatus status;

    private int attempts;
    private Instant sentAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant dueAt;
    private @Nullable String failureCode;
    private @Nullable String failureReason;

    SagaStep(SagaInstance saga, int position, StepState state) {
        this.id = new Id(saga.getSagaId(), position);
        this.saga = saga;
        this.service = state.step().service();
        this.action = state.step().action();
        this.role = state.role();
        become(state);
    }

    StepState state() {
        SagaFailure failure = failureCode == null ? null : new SagaFailure(failureCode, String.valueOf(failureReason));
        return new StepState(new Step(service, action), role, status, attempts, sentAt, answeredAt, dueAt, failure);
    }

    final void become(StepState state) {
        status = state.status();
        attempts = state.attempts();
        sentAt = state.sentAt();
        answeredAt = state.answeredAt();
        dueAt = state.dueAt();
        failureCode = state.failure() == null ? null : state.failure().code();
        failureReason = state.failure() == null ? null : state.failure().reason();
    }
}
