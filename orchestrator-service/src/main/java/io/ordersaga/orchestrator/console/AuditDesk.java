package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.audit.AuditProgress;
import io.ordersaga.orchestrator.audit.AuditReport;
import io.ordersaga.orchestrator.audit.Auditor;
import io.ordersaga.rest.ServerProblem;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
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

    /** Which sagas were asked about, by their time; null does not limit. */
    record Asked(@Nullable Instant from, @Nullable Instant to) {}

    /** How it stands. */
    sealed interface Stage {}

    record NotAsked() implements Stage {}

    record Running(Asked asked, Instant since, AuditProgress progress) implements Stage {

        public String inWords() {
            Instant upTo = progress.upTo();
            return "%,d sagas looked at".formatted(progress.sagas())
                    + (upTo == null ? "" : ", up to those of " + Moments.DAY.format(upTo))
                    + (progress.found() == 0 ? "." : "; %,d things do not add up.".formatted(progress.found()));
        }
    }

    /** @param stopped whether somebody stopped it before it had seen everything */
    record Ended(Asked asked, AuditReport report, boolean stopped) implements Stage {

        public String inWords() {
            String whole = report.consistent() ? "Everything adds up." : "%,d things do not add up.";
            String part = report.consistent() ? "what it had seen adds up." : "%,d things do not add up.";
            return (stopped ? "Stopped; " + part : whole).formatted(report.found());
        }
    }

    /** @param why in words for people */
    record Failed(Asked asked, String why) implements Stage {}

    Stage stage() {
        return stage.get();
    }

    /** Begins one, unless one is running. */
    void start(Asked asked) {
        Stage before = stage.get();
        Running begun = new Running(asked, clock.instant(), new AuditProgress());
        if (!(before instanceof Running) && stage.compareAndSet(before, begun)) {
            Thread.ofVirtual().name("console-audit").start(() -> stage.set(outcome(begun)));
        }
    }

    private Stage outcome(Running begun) {
        Asked asked = begun.asked();
        try {
            AuditReport report = auditor.audit(asked.from(), asked.to(), begun.progress());
            return new Ended(asked, report, begun.progress().isStopped());
        } catch (RuntimeException e) {
            return new Failed(asked, why(e));
        }
    }

    private static String why(RuntimeException e) {
        if (e instanceof ErrorResponse answer) {
            return Objects.requireNonNullElse(answer.getBody().getDetail(), "It could not be done.");
        }
        ServerProblem problem = ServerProblem.of(e);
        problem.log(log, e);
        return Objects.requireNonNullElse(problem.document().getDetail(), "It could not be done.");
    }

    @PreDestroy
    void stop() {
        if (stage.get() instanceof Running running) {
            running.progress().stop();
        }
    }
}
