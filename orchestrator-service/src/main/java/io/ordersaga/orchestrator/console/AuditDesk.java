package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.audit.AuditProgress;
import io.ordersaga.orchestrator.audit.AuditReport;
import io.ordersaga.orchestrator.audit.Auditor;
import io.ordersaga.rest.ServerProblem;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;

/**
 * The audit that pages watch. It goes on when nobody looks, for a million sagas take longer than anybody keeps a page
 * open, and what it found is shown until the next one. Each instance has its own.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class AuditDesk {

    private final Auditor auditor;
    private final Clock clock;
    private final AtomicReference<Stage> stage = new AtomicReference<>(new NotAsked());

    /**
     * Which sagas were asked about, by their time; null does not limit.
     *
     * @param at when it was asked
     */
    record Asked(@Nullable Instant from, @Nullable Instant to, Instant at) {

        /** The newest saga there can be in it. */
        public Instant end() {
            return to == null ? at : to;
        }
    }

    /** How it stands. */
    sealed interface Stage {}

    record NotAsked() implements Stage {}

    record Running(Asked asked, AuditProgress progress) implements Stage {

        public String inWords() {
            Instant upTo = progress.upTo();
            return Counted.of(progress.sagas(), "saga") + " looked at"
                    + (upTo == null ? "" : ", up to those of " + Moments.DAY.format(upTo))
                    + (progress.found() == 0 ? "." : "; " + discrepancies(progress.found()) + " so far.");
        }
    }

    record Ended(Asked asked, AuditReport report, boolean isComplete, Instant at) implements Stage {

        public String inWords() {
            String outcome = report.consistent() ? "everything adds up" : discrepancies(report.found());
            return isComplete
                    ? Character.toUpperCase(outcome.charAt(0)) + outcome.substring(1) + "."
                    : "It was stopped; of what it had seen " + outcome + ".";
        }
    }

    /** @param why in words for people */
    record Failed(Asked asked, String why) implements Stage {}

    private static String discrepancies(long found) {
        return Counted.of(found, "thing") + (found == 1 ? " does" : " do") + " not add up";
    }

    Stage stage() {
        return stage.get();
    }

    /** Begins one, unless one is running. */
    void start(@Nullable Instant from, @Nullable Instant to) {
        Stage before = stage.get();
        Running begun = new Running(new Asked(from, to, clock.instant()), new AuditProgress());
        if (!(before instanceof Running) && stage.compareAndSet(before, begun)) {
            Thread.ofVirtual().name("console-audit").start(() -> run(begun));
        }
    }

    private void run(Running begun) {
        Asked asked = begun.asked();
        Stage outcome = new Failed(asked, "It broke off; the log has the reason.");
        try {
            AuditReport report = auditor.audit(asked.from(), asked.to(), begun.progress());
            outcome = new Ended(asked, report, begun.progress().isComplete(), clock.instant());
        } catch (RuntimeException e) {
            outcome = new Failed(asked, why(e));
        } finally {
            stage.set(outcome);
        }
    }

    private static String why(RuntimeException e) {
        if (e instanceof ErrorResponse answer) {
            return ConsoleProblems.inWords(answer.getBody());
        }
        ServerProblem problem = ServerProblem.of(e);
        problem.log(log, e);
        return ConsoleProblems.inWords(problem.document());
    }

    @PreDestroy
    void stop() {
        if (stage.get() instanceof Running running) {
            running.progress().stop();
        }
    }
}
