package io.ordersaga.orchestrator.saga;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.Outcome;
import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts what sagas do, by comparing what they were with what they became. Times are between moments of the database's
 * clock, so that an answer may be taken by another instance than the one that asked. What is rolled back and done again
 * is counted again.
 */
@Component
class SagaMeters {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    /** Participants may bring codes of their own; what is counted by code must stay bounded all the same. */
    private static final int MOST_CODES = 50;

    private static final String OTHER_CODE = "OTHER";

    private final MeterRegistry meters;
    private final Map<Answer, Timer> answers = new ConcurrentHashMap<>();
    private final Map<End, Timer> ends = new ConcurrentHashMap<>();
    private final Map<String, Counter> starts = new ConcurrentHashMap<>();
    private final Map<Step, Counter> resends = new ConcurrentHashMap<>();
    private final Map<Step, Counter> compensations = new ConcurrentHashMap<>();
    private final Map<String, Counter> failures = new ConcurrentHashMap<>();
    private final Counter timeouts;
    private final Counter flagged;
    private final Counter ignored;
    private final Counter leftToOthers;

    private record Answer(Step step, Outcome outcome) {}

    private record End(String saga, SagaStatus status) {}

    SagaMeters(List<SagaDefinition<?>> definitions, MeterRegistry meters) {
        this.meters = meters;
        timeouts = meters.counter("sagas.timeouts");
        flagged = meters.counter("sagas.flagged.for.attention");
        ignored = meters.counter("sagas.answers.ignored");
        leftToOthers = meters.counter("sagas.answers.left.to.others");
        failures(FailureCode.TIMED_OUT);
        definitions.forEach(this::show);
    }

    /** A rate of something that was never seen before cannot be told from its absence. */
    private void show(SagaDefinition<?> definition) {
        starts(definition.name());
        duration(new End(definition.name(), SagaStatus.COMPLETED));
        duration(new End(definition.name(), SagaStatus.FAILED));
        definition.answers().keySet().forEach(step -> {
            resends(step);
            duration(new Answer(step, Outcome.SUCCESS));
            if (definition.has(new SagaCommand(StepRole.COMPENSATION, step))) {
                compensations(step);
            }
        });
    }

    void started(SagaInstance saga) {
        starts(saga.getDefinition()).increment();
    }

    void moved(SagaInstance saga, SagaState<?> before, SagaState<?> after, Instant now) {
        before.waiting()
                .ifPresent(waiting ->
                        progressed(waiting, after.steps().get(before.steps().indexOf(waiting)), now));
        StepState last = after.steps().getLast();
        if (last.role() == StepRole.COMPENSATION
                && after.steps().size() > before.steps().size()) {
            compensations(last.step()).increment();
        }
        if (before.failure() == null && after.failure() != null) {
            turnedBack(after.failure().code());
        }
        if (after.status().isFinished()) {
            duration(new End(saga.getDefinition(), after.status())).record(Duration.between(saga.getCreatedAt(), now));
        }
    }

    private void progressed(StepState waiting, StepState then, Instant now) {
        if (then.attempts() > waiting.attempts()) {
            resends(then.step()).increment();
        } else if (then.status() == StepStatus.SUCCEEDED || then.status() == StepStatus.FAILED) {
            Outcome outcome = then.status() == StepStatus.SUCCEEDED ? Outcome.SUCCESS : Outcome.FAILURE;
            duration(new Answer(then.step(), outcome)).record(Duration.between(waiting.sentAt(), now));
        }
    }

    private void turnedBack(String code) {
        failures(code).increment();
        if (code.equals(FailureCode.TIMED_OUT)) {
            timeouts.increment();
        }
    }

    void flaggedForAttention() {
        flagged.increment();
    }

    /** An answer that moved nothing. */
    void ignored() {
        ignored.increment();
    }

    /** An answer to a saga of a version that another instance knows. */
    void leftToOthers() {
        leftToOthers.increment();
    }

    private Counter starts(String saga) {
        return starts.computeIfAbsent(saga, _ -> meters.counter("sagas.started", "saga", saga));
    }

    private Counter resends(Step step) {
        return resends.computeIfAbsent(step, _ -> meters.counter("sagas.resends", "step", step.toString()));
    }

    private Counter compensations(Step step) {
        return compensations.computeIfAbsent(step, _ -> meters.counter("sagas.compensations", "step", step.toString()));
    }

    private Counter failures(String code) {
        String counted = failures.size() < MOST_CODES || failures.containsKey(code) ? code : OTHER_CODE;
        return failures.computeIfAbsent(counted, _ -> meters.counter("sagas.failures", "code", counted));
    }

    private Timer duration(Answer answer) {
        return answers.computeIfAbsent(
                answer,
                _ -> Timer.builder("sagas.step.duration")
                        .tag("step", answer.step().toString())
                        .tag("outcome", answer.outcome().word())
                        .serviceLevelObjectives(BOUNDS)
                        .register(meters));
    }

    private Timer duration(End end) {
        return ends.computeIfAbsent(
                end,
                _ -> Timer.builder("sagas.duration")
                        .tag("saga", end.saga())
                        .tag("status", end.status().name())
                        .serviceLevelObjectives(BOUNDS)
                        .register(meters));
    }
}
