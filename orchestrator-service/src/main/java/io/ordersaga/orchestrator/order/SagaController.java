package io.ordersaga.orchestrator.order;

import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.operator.ByHand;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorAction;
import io.ordersaga.orchestrator.operator.OperatorDesk;
import io.ordersaga.rest.Pages;
import io.ordersaga.rest.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of the orders, and what people can do about it. */
@Tag(name = "Sagas")
@RestController
@RequestMapping(path = "/sagas", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class SagaController {

    private final SagaViews sagas;
    private final OperatorDesk desk;

    @Operation(summary = "A saga with every step")
    @GetMapping("/{sagaId}")
    ResponseEntity<SagaView> one(@PathVariable UUID sagaId) {
        return sagas.one(sagaId).ok();
    }

    @Operation(summary = "The saga of an order")
    @GetMapping("/order/{orderId}")
    ResponseEntity<SagaView> ofOrder(@PathVariable UUID orderId) {
        return sagas.ofOrder(orderId).ok();
    }

    @Operation(
            summary = "Sagas, newest first",
            description =
                    "The next page is in the Link header. The late answers of a saga are told where it alone is asked"
                        + " for, here the list of them is empty. Of sagas that no index finds, as those of a time, the"
                        + " newest 20,000 are looked at for a page: it may have fewer than its limit, and even none,"
                        + " while there is a next one. Whoever follows Link to its end has seen all. Only"
                        + " created_after leaves out a saga that was started more than a day after its order came in"
                        + " at the order service, as when the orchestrator was away for so long.")
    @GetMapping
    ResponseEntity<List<SagaView>> list(
            @RequestParam(required = false) @Nullable SagaStatus status,
            @RequestParam(name = "owner_id", required = false) @Nullable Long ownerId,
            @RequestParam(name = "product_id", required = false) @Nullable Long productId,
            @RequestParam(name = "created_after", required = false) @Nullable Instant createdAfter,
            @RequestParam(name = "created_before", required = false) @Nullable Instant createdBefore,
            @RequestParam(name = "needs_attention", required = false) @Nullable Boolean needsAttention,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit) {
        SagaFilter filter = new SagaFilter(
                status, null, null, null, ownerId, productId, createdAfter, createdBefore, needsAttention, after);
        SagaViews.Look look = sagas.look(filter, limit + 1);
        return Pages.answer(
                look.sagas(), limit, SagaView::sagaId, look.reached().orElse(null));
    }

    @Operation(
            summary = "Undo the order",
            description = "Works until its stock is taken; from then on it completes and 409 says so.")
    @ApiResponse(
            responseCode = "202",
            description = "The saga as it is now; only its id when more cannot be read",
            content = @Content(schema = @Schema(implementation = SagaView.class)))
    @PostMapping("/{sagaId}/cancel")
    ResponseEntity<Object> cancel(@PathVariable UUID sagaId, @ByHand Operator by) {
        return answer(sagaId, desk.carryOut(sagaId, OperatorAction.CANCEL, by), "cannot-be-cancelled");
    }

    @Operation(summary = "Send the unanswered command again, now")
    @ApiResponse(
            responseCode = "202",
            description = "The saga as it is now; only its id when more cannot be read",
            content = @Content(schema = @Schema(implementation = SagaView.class)))
    @PostMapping("/{sagaId}/retry")
    ResponseEntity<Object> retry(@PathVariable UUID sagaId, @ByHand Operator by) {
        return answer(sagaId, desk.carryOut(sagaId, OperatorAction.RETRY, by), "nothing-to-retry");
    }

    @Operation(
            summary = "Send every unanswered command again",
            description = "After the loss of a broker, or to try that it harms nothing. They are spread over up to a"
                    + " minute; without this call each is sent again at its own time.")
    @ApiResponse(responseCode = "202", description = "How many sagas wait for an answer")
    @PostMapping("/retry")
    ResponseEntity<RetriedSagas> retryAll(@ByHand Operator by) {
        return ResponseEntity.accepted().body(new RetriedSagas(desk.retryAll(by)));
    }

    /** How many sagas send their unanswered command again. */
    record RetriedSagas(int sagas) {}

    private ResponseEntity<Object> answer(UUID sagaId, Optional<Decision.Verdict> verdict, String slug) {
        return switch (verdict.orElseThrow(() -> Problems.notFound("saga", sagaId))) {
            case Decision.Refused(String why) -> throw Problems.conflict(slug, "The saga stays as it is. " + why);
            case Decision.Applied _, Decision.Ignored _ -> accepted(sagaId);
        };
    }

    /** What was asked for is committed by now, whatever becomes of the reading. */
    private ResponseEntity<Object> accepted(UUID sagaId) {
        try {
            SagaViews.Versioned saga = sagas.one(sagaId);
            return ResponseEntity.accepted().eTag(saga.tag()).body(saga.saga());
        } catch (RuntimeException e) {
            return TakenOn.answer(sagaId, null, null, e);
        }
    }
}
