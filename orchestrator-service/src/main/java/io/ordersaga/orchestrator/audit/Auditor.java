package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.messaging.retention.SagaHorizon;
import io.ordersaga.messaging.time.DatabaseClock;
import io.ordersaga.rest.Problems;
import io.ordersaga.rest.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares what the four services say of each saga, while orders go on. The lists are not of one moment, so what looks
 * wrong of a saga that moved meanwhile is read again, until the saga stands still for as long as that takes: only then
 * is it named. It changes nothing.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Auditor {

    private static final int MOST_FINDINGS = 1000;
    private static final int TRIES = 5;

    private final SagaLines sagas;
    private final SagaHorizon horizon;
    private final DatabaseClock clock;
    private final Books books;

    /** One at a time: it reads much, of every service. */
    private final Semaphore turn = new Semaphore(1);

    /**
     * Of the sagas whose ids are of that time, and of every user and product; null does not limit.
     *
     * @throws org.springframework.web.ErrorResponseException 400 when the time cannot be, 503 when another audit is
     *     running here or a service does not give its books
     */
    public AuditReport audit(@Nullable Instant createdAfter, @Nullable Instant createdBefore, AuditProgress progress) {
        Times.requireSensible("created_after", createdAfter);
        Times.requireSensible("created_before", createdBefore);
        Times.requireOrder("created_after", createdAfter, "created_before", createdBefore);
        if (!turn.tryAcquire()) {
            throw Problems.unavailable(
                    "audit-is-running",
                    "An audit reads every book, and one is running here; ask again when it has ended.");
        }
        try {
            return audit(SagaRange.of(createdAfter, createdBefore), progress);
        } finally {
            turn.release();
        }
    }

    /** Of the sagas that are not forgotten yet; the ledgers remember the others too, and nobody can say more of them. */
    private AuditReport audit(SagaRange wanted, AuditProgress progress) {
        long begun = System.nanoTime();
        SagaRange range = wanted.from(horizon.get());
        Instant moment = clock.now();
        CompletableFuture<Books.SelfAudit> users = inBackground(books::users);
        CompletableFuture<Books.SelfAudit> products = inBackground(books::products);
        Tally tally = new Tally();
        Dossiers dossiers = new Dossiers(
                new Paged<>(sagas, range),
                new Paged<>(books.money(), range),
                new Paged<>(books.stock(), range),
                new Paged<>(books.orders(), range));
        CompletableFuture<Void> accounts = CompletableFuture.allOf(users, products);
        Instant end = range.endOr(moment);
        while (!progress.isStopped() && !accounts.isCompletedExceptionally() && dossiers.hasNext()) {
            Dossier dossier = dossiers.next();
            check(dossier, moment, tally);
            progress.reached(dossier.sagaId(), end, tally.counted, tally.found);
        }
        joined(CompletableFuture.anyOf(accounts, progress.whenStopped()));
        if (!progress.isStopped()) {
            tally.accounts(joined(users), joined(products));
            progress.completed();
        }
        AuditReport report = tally.report(begun);
        if (!report.consistent()) {
            log.warn(
                    "The audit found {} things that do not add up, the first: {}",
                    tally.found,
                    tally.findings.getFirst());
        }
        return report;
    }

    private void check(Dossier dossier, Instant begun, Tally tally) {
        SagaLine saga = dossier.saga();
        if (saga != null && !saga.createdAt().isBefore(begun)) {
            return;
        }
        tally.count(dossier);
        List<Finding> suspicions = AuditRules.judge(dossier);
        if (!suspicions.isEmpty()) {
            certain(dossier, suspicions, begun).forEach(tally::add);
        }
    }

    /** What is left of the suspicions when nothing moved while they were looked at. */
    private List<Finding> certain(Dossier dossier, List<Finding> suspicions, Instant begun) {
        SagaLine saga = dossier.saga();
        if (saga != null && saga.wasFinishedBefore(begun)) {
            return suspicions;
        }
        if (saga == null && sagas.find(dossier.sagaId()).isEmpty()) {
            return TimeOrderedId.ORDER.compare(dossier.sagaId(), horizon.get()) < 0 ? List.of() : suspicions;
        }
        return readAgain(dossier.sagaId());
    }

    /** A saga that is the same before and after the books were read: what its steps say was in them, if anywhere. */
    private List<Finding> readAgain(UUID sagaId) {
        SagaLine before = sagas.find(sagaId).orElse(null);
        for (int i = 0; i < TRIES; i++) {
            Dossier dossier = new Dossier(
                    sagaId,
                    before,
                    books.money().of(sagaId),
                    books.stock().of(sagaId),
                    books.orders().of(sagaId).stream().findFirst().orElse(null));
            SagaLine after = sagas.find(sagaId).orElse(null);
            if (Objects.equals(before, after)) {
                return AuditRules.judge(dossier);
            }
            before = after;
        }
        return List.of();
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                question, work -> Thread.ofVirtual().name("audit").start(work));
    }

    private static <T> T joined(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Counts everything and keeps the first findings, so that a ruined database does not fill the memory. */
    private static final class Tally {

        private final List<Finding> findings = new ArrayList<>();
        private long found;
        private long counted;
        private long running;
        private long users;
        private long products;
        private long orders;

        void count(Dossier dossier) {
            SagaLine saga = dossier.saga();
            counted += saga == null ? 0 : 1;
            running += saga == null || saga.status().isFinished() ? 0 : 1;
            orders += dossier.order() == null ? 0 : 1;
        }

        void add(Finding finding) {
            found++;
            if (findings.size() < MOST_FINDINGS) {
                findings.add(finding);
            }
        }

        void accounts(Books.SelfAudit ofUsers, Books.SelfAudit ofProducts) {
            users = ofUsers.checked();
            products = ofProducts.checked();
            takeOver(ofUsers);
            takeOver(ofProducts);
        }

        private void takeOver(Books.SelfAudit audit) {
            audit.findings().forEach(own -> add(new Finding(own.sagaId(), null, own.kind(), own.finding())));
            found += audit.found() - audit.findings().size();
        }

        AuditReport report(long begun) {
            return new AuditReport(
                    found == 0,
                    new AuditReport.Checked(counted, running, users, products, orders),
                    found,
                    findings,
                    found > findings.size(),
                    (System.nanoTime() - begun) / 1_000_000);
        }
    }
}
