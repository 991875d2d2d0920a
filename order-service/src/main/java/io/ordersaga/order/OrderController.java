package io.ordersaga.order;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Pages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Orders", description = "What was ordered, and how it ended")
@RestController
@RequestMapping("/orders")
@RequiredArgsConstructor
class OrderController {

    private final OrderDesk desk;

    @Operation(summary = "All orders, the newest first; the next page is in the header Link")
    @GetMapping
    ResponseEntity<List<OrderResponse>> list(
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        List<OrderResponse> found = desk.newestFirst(after, limit + 1).stream()
                .map(OrderResponse::of)
                .toList();
        return Pages.answer(found, limit, OrderResponse::orderId);
    }

    @Operation(
            summary = "All orders by saga id, deleted ones too",
            description = "For auditors, who compare them with sagas. The next page is in the header Link.")
    @GetMapping("/by-saga")
    ResponseEntity<List<SagaOrderResponse>> bySaga(
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(defaultValue = TimeOrderedId.TEXT_BEFORE_ALL) UUID after) {
        List<SagaOrderResponse> found = desk.bySaga(after, limit + 1).stream()
                .map(SagaOrderResponse::of)
                .toList();
        return Pages.answer(found, limit, SagaOrderResponse::sagaId);
    }

    @Operation(summary = "One order")
    @GetMapping("/{orderId}")
    ResponseEntity<OrderResponse> get(@PathVariable UUID orderId) {
        Order order = desk.get(orderId);
        return ETags.ok(OrderResponse.of(order), order.getVersion());
    }

    @Operation(
            summary = "Places an order, and has it processed",
            description = "The order is PENDING when this answers first. Its saga starts at once and ends it as SUCCESS"
                    + " or FAILED; watch it at the orchestrator under /sagas/{saga_id}.")
    @ApiResponse(responseCode = "201", description = "The order is recorded and will be processed")
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderResponse> place(
            @Valid @RequestBody OrderRequest ordered,
            @Parameter(
                            description = "The same key and body answer the same order, however often it is sent",
                            example = "7d1f")
                    @Size(min = 1, max = 255)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String idempotencyKey) {
        Order order = desk.place(ordered, idempotencyKey);
        return ResponseEntity.created(URI.create("/orders/" + order.getId()))
                .eTag(ETags.of(order.getVersion()))
                .body(OrderResponse.of(order));
    }

    @Operation(summary = "Deletes an order that has ended")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "409", description = "Its saga is still running")
    @DeleteMapping("/{orderId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable UUID orderId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        desk.remove(orderId, ifMatch);
    }
}
