package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.MalformedMessageException;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaFailure;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** A saga in the database: the engine's state, and what time and operators need to find it. */
@Entity
@Table(name = "saga")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings("NullAway.Init")
public class SagaInstance {

    @Id
    private UUID sagaId;

    private String definition;
    private int definitionVersion;

    @Enumerated(EnumType.STRING)
    private SagaStatus status;

    private String data;
    private @Nullable String failureCode;
    private @Nullable String failureReason;
    private boolean needsAttention;

    /** The command, as {@link #name}d, that the saga may wait for without needing attention: a person said so. */
    @Getter(AccessLevel.PACKAGE)
    private @Nullable String attentionWaived;

    @Getter(AccessLevel.NONE)
    private String traceParent;

    private Instant createdAt;
    private Instant deadlineAt;

    @Getter(AccessLevel.PACKAGE)
    private @Nullable Instant dueAt;

    private @Nullable Instant finishedAt;

    /** Rises with each change. */
    private long version;

    /** {@link StoredSteps}. */
    @Getter(AccessLevel.PACKAGE)
    private String steps;

    /** Whether the unanswered command is to be sent again when the saga is due, overdue or not. */
    private boolean askAgain;

    /** Whether it was started in this transaction, so that its first row is still to be written. */
    @Transient
    @Getter(AccessLevel.NONE)
    private boolean fresh;

    @Transient
    @Getter(AccessLevel.NONE)
    private boolean changed;

    <D> SagaInstance(UUID sagaId, SagaDefinition<D> definition, SagaState<D> state, TraceParent trace, Instant now) {
        this.sagaId = sagaId;
        this.definition = definition.name();
        this.definitionVersion = definition.version();
        this.traceParent = trace.toString();
        this.createdAt = now;
        this.deadlineAt = state.deadline();
        this.fresh = true;
        take(definition, state, now);
    }

    public TraceParent trace() {
        return TraceParent.continued(traceParent);
    }

    /**
     * What the saga knows of its subject.
     *
     * @throws MalformedMessageException when its row was damaged
     */
    public <D> D data(Class<D> type) {
        return read("data", () -> MessageJson.read(data, type));
    }

    private static <T> T read(String column, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MalformedMessageException e) {
            throw new MalformedMessageException(column + ": " + e.getMessage(), e);
        }
    }

    /** Why nothing can move it, whatever it is told; empty when something may. */
    <D> Optional<String> obstacle(SagaDefinition<D> definition) {
        try {
            SagaState<D> state = state(definition.dataType());
            state.waiting().ifPresent(waiting -> definition.command(state, waiting));
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.of("Its row is damaged, " + e.getMessage() + ". Restore it from a backup.");
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of("Its row does not go with its definition: " + e.getMessage() + ".");
        }
    }

    <D> SagaState<D> state(Class<D> dataType) {
        SagaFailure failure = failureCode == null ? null : new SagaFailure(failureCode, String.valueOf(failureReason));
        return new SagaState<>(status, data(dataType), stepStates(), failure, deadlineAt);
    }

    List<StepState> stepStates() {
        return read("steps", () -> StoredSteps.read(steps));
    }

    /** Whether its row is there and says something else. */
    boolean isToBeUpdated() {
        return changed && !fresh;
    }

    /** Takes over what the engine decided. */
    <D> void become(SagaDefinition<D> by, SagaState<D> state, Instant now) {
        change();
        take(by, state, now);
    }

    /** Once for all that one transaction makes of it: its row is written once. */
    private void change() {
        if (!changed) {
            version++;
            changed = true;
        }
    }

    private <D> void take(SagaDefinition<D> by, SagaState<D> state, Instant now) {
        status = state.status();
        data = MessageJson.text(state.data());
        failureCode = state.failure() == null ? null : state.failure().code();
        failureReason = state.failure() == null ? null : state.failure().reason();
        needsAttention = by.needsAttention(state) && !isWaived(state);
        finishedAt = status.isFinished() ? now : null;
        steps = StoredSteps.write(state.steps());
        askAgain = false;
        becomeDue(by.dueAt(state).orElse(null), now);
    }

    private boolean isWaived(SagaState<?> state) {
        return attentionWaived != null
                && state.waiting()
                        .filter(waiting -> name(waiting).equals(attentionWaived))
                        .isPresent();
    }

    /** A saga sends each of its actions and compensations once, so this says which of its commands it is. */
    private static String name(StepState step) {
        return step.role() + " " + step.step();
    }

    /** The command that it waits for; empty when it is finished. */
    Optional<String> awaited() {
        return StepState.awaited(stepStates()).map(SagaInstance::name);
    }

    /** However long the command that it waits for now goes unanswered. */
    void waiveAttention() {
        change();
        attentionWaived = awaited().orElse(null);
        needsAttention = false;
    }

    /** A later moment is left for when the earlier one has come: nearly every saga is answered before. */
    private void becomeDue(@Nullable Instant next, Instant now) {
        if (next == null || dueAt == null || next.isBefore(dueAt) || !dueAt.isAfter(now)) {
            dueAt = next;
        }
    }

    /** Its time had come and there was nothing to do yet. */
    <D> void waitFurther(SagaDefinition<D> by, SagaState<D> state, Instant now) {
        change();
        becomeDue(by.dueAt(state).orElse(null), now);
    }
}
