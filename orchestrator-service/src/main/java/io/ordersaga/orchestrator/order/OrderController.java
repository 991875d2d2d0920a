package io.ordersaga.orchestrator.order;

import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.saga.FinishedSagas;
import io.ordersaga.rest.CombinedRequests;
import io.ordersaga.rest.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where clients place orders. */
@Tag(name = "Orders")
@RestController
class OrderController {

    private static final int MOST_TOGETHER = 200;
    private static final int MOST_WAITING = 2_000;

    private final CombinedRequests<OrderIntake.Asked, OrderIntake.Outcome> intake;
    private final CombinedRequests<UUID, SagaViews.Versioned> sagas;
    private final SagaViews views;
    private final FinishedSagas finished;

    OrderController(OrderIntake intake, SagaViews views, FinishedSagas finished) {
        this.intake = new CombinedRequests<>(intake::accept, MOST_TOGETHER, MOST_WAITING);
        this.sagas = new CombinedRequests<>(views::each, MOST_TOGETHER, MOST_WAITING);
        this.views = views;
        this.finished = finished;
    }

    @Operation(
            summary = "Place an order",
            description = "Starts a saga and answers at once; the saga goes on until it is COMPLETED or FAILED.")
    @ApiResponse(
            responseCode = "202",
            description = "Accepted: will be completed or undone, whatever happens. Only saga_id, order_id and status"
                    + " when more cannot be read now",
            content = @Content(schema = @Schema(implementation = SagaView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Finished within the time that Prefer: wait=N gave",
            content = @Content(schema = @Schema(implementation = SagaView.class)))
    @PostMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> place(
            @Valid @RequestBody OrderRequest request,
            @Parameter(
                            description = "The same key and body answer the same saga, however often it is sent",
                            example = "7d1f")
                    @Size(min = 1, max = 255)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String idempotencyKey,
            @Parameter(
                            description =
                                    "wait=N: answer when the saga is finished, after N seconds at most (RFC 7240)",
                            example = "wait=10")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    String prefer) {
        UUID newSagaId = OrderIntake.newSagaId();
        OrderIntake.Asked asked = new OrderIntake.Asked(newSagaId, request, idempotencyKey, CurrentTrace.get());
        Optional<Duration> wait = PreferWait.in(prefer);
        if (wait.isEmpty()) {
            return answer(accepted(asked), Optional.empty(), wait);
        }
        // Listening begins before the saga does, so that its end cannot be missed.
        try (FinishedSagas.Expectation end = finished.expect(newSagaId)) {
            OrderIntake.Accepted accepted = accepted(asked);
            Optional<FinishedSagas.Ended> ended = accepted.sagaId().equals(newSagaId)
                    ? end.await(wait.get())
                    : awaitEarlier(accepted.sagaId(), wait.get());
            return answer(accepted, ended, wait);
        }
    }

    private OrderIntake.Accepted accepted(OrderIntake.Asked asked) {
        return switch (intake.handle(asked)) {
            case OrderIntake.Accepted accepted -> accepted;
            case OrderIntake.KeyInUse(UUID sagaId) ->
                throw Problems.unprocessable(
                        "idempotency-key-in-use",
                        "This Idempotency-Key started saga " + sagaId
                                + " for another order; use a new key for a new order.");
        };
    }

    private Optional<FinishedSagas.Ended> awaitEarlier(UUID sagaId, Duration atMost) {
        try (FinishedSagas.Expectation end = finished.expect(sagaId)) {
            return end.orEndedBefore().await(atMost);
        }
    }

    /** The order is accepted by now, whatever becomes of the reading. */
    private ResponseEntity<Object> answer(
            OrderIntake.Accepted accepted, Optional<FinishedSagas.Ended> ended, Optional<Duration> wait) {
        try {
            return answer(ended.map(views::of).orElseGet(() -> sagas.handle(accepted.sagaId())), wait);
        } catch (RuntimeException e) {
            return TakenOn.answer(accepted.sagaId(), accepted.orderId(), SagaStatus.STARTED, e);
        }
    }

    private static ResponseEntity<Object> answer(SagaViews.Versioned saga, Optional<Duration> wait) {
        SagaStatus status = saga.saga().status();
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        wait.isPresent() && status.isFinished() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(URI.create("/sagas/" + saga.saga().sagaId()))
                .eTag(saga.tag());
        wait.ifPresent(atMost -> answer.header("Preference-Applied", "wait=" + atMost.toSeconds()));
        return answer.body(saga.saga());
    }
}
