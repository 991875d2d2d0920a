package io.ordersaga.orchestrator.console;

import io.ordersaga.messaging.outbox.WaitingMessages.WaitingMessage;
import io.ordersaga.messaging.trail.MessageTrail;
import io.ordersaga.messaging.trail.MessageTrail.Answered;
import io.ordersaga.messaging.trail.SagaMessages;
import io.ordersaga.rest.ServerProblem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;

/** What the four services still know of a saga's messages. */
@Slf4j
@Component
@RequiredArgsConstructor
class Trails {

    /**
     * Counted from the question. A page does not wait longer for a service; it says that nothing is known, and asks again
     * when it is refreshed.
     */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final SagaMessages own;
    private final Neighbours neighbours;

    /**
     * What one service knows.
     *
     * @param trouble why nothing is known; empty when it answered
     */
    record Trail(String service, List<Answered> inbox, List<WaitingMessage> outbox, String trouble) {

        private static Trail of(String service, MessageTrail known) {
            return new Trail(service, known.inbox(), known.outbox(), "");
        }

        private static Trail unknown(String service, String trouble) {
            return new Trail(service, List.of(), List.of(), trouble);
        }

        public boolean isEmpty() {
            return inbox.isEmpty() && outbox.isEmpty() && trouble.isEmpty();
        }
    }

    /** What was asked of all at once; there may be other things to do until they have answered. */
    record Asked(List<CompletableFuture<Trail>> all) {

        List<Trail> answers() {
            return all.stream()
                    .map(CompletableFuture::join)
                    .filter(trail -> !trail.isEmpty())
                    .toList();
        }
    }

    Asked ask(UUID sagaId) {
        return new Asked(Stream.concat(
                        Stream.of(asked("orchestrator-service", () -> own.of(sagaId))),
                        neighbours
                                .all()
                                .map(neighbour -> asked(
                                        neighbour.name(),
                                        () -> neighbour.get(MessageTrail.class, "/messages/{saga}", sagaId))))
                .toList());
    }

    private static CompletableFuture<Trail> asked(String service, Supplier<MessageTrail> question) {
        return CompletableFuture.supplyAsync(
                        question,
                        work -> Thread.ofVirtual().name("console-trail").start(work))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((known, failure) ->
                        failure == null ? Trail.of(service, known) : Trail.unknown(service, why(failure)));
    }

    static String why(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> why(wrapped.getCause());
            case TimeoutException _ -> "It did not say in time; it is asked again when this page is renewed.";
            case ErrorResponse refusal -> ConsoleProblems.inWords(refusal.getBody());
            case Exception e -> ownTrouble(e);
            default -> ownTrouble(new IllegalStateException(failure));
        };
    }

    /** Only its own books are read without a question to another service. */
    private static String ownTrouble(Exception e) {
        ServerProblem problem = ServerProblem.of(e);
        problem.log(log, e);
        return problem == ServerProblem.UNEXPECTED
                ? "Its books could not be read; the log has the reason."
                : "Its books could not be read: its database cannot be reached or is too busy.";
    }
}
