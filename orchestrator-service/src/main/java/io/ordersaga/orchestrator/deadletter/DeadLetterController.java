package io.ordersaga.orchestrator.deadletter;

import io.ordersaga.orchestrator.operator.ByHand;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Pages;
import io.ordersaga.rest.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages that nobody could handle: to look at, send again, or throw away. */
@Tag(name = "Dead letters")
@RestController
@RequestMapping(path = "/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class DeadLetterController {

    private final DeadLetterStore letters;
    private final DeadLetterDesk desk;

    @Operation(
            summary = "Dead letters, newest first",
            description = "Of each body only the beginning is told. The next page is in the Link header.")
    @GetMapping
    ResponseEntity<List<StoredDeadLetter>> list(
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit) {
        return Pages.answer(letters.newest(after, limit + 1), limit, StoredDeadLetter::id);
    }

    @Operation(summary = "A dead letter with its whole body")
    @GetMapping("/{id}")
    ResponseEntity<StoredDeadLetter> one(@PathVariable UUID id) {
        StoredDeadLetter letter = letters.find(id).orElseThrow(() -> Problems.notFound("dead-letter", id));
        return ETags.ok(letter, letter.version());
    }

    @Operation(
            summary = "Send it again",
            description = "With its routing key and body, and the properties that the contract gives such a message.")
    @ApiResponse(responseCode = "202", description = "It is on its way")
    @ApiResponse(responseCode = "409", description = "No service would take it, or its saga has outlived it")
    @PostMapping("/{id}/redeliver")
    @Transactional
    public ResponseEntity<StoredDeadLetter> redeliver(@PathVariable UUID id, @ByHand Operator by) {
        return switch (desk.redeliver(id, by)) {
            case DeadLetterDesk.Done _ ->
                ResponseEntity.accepted()
                        .body(letters.find(id).orElseThrow(() -> Problems.notFound("dead-letter", id)));
            case DeadLetterDesk.Refused(String why) -> throw Problems.conflict("cannot-be-redelivered", why);
            case DeadLetterDesk.Gone _ -> throw Problems.notFound("dead-letter", id);
        };
    }

    @Operation(summary = "Throw it away")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "412", description = "It was sent again since it was read with that ETag")
    @DeleteMapping("/{id}")
    @Transactional
    public ResponseEntity<Void> discard(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @ByHand Operator by) {
        if (!desk.discard(id, ifMatch, by)) {
            throw Problems.notFound("dead-letter", id);
        }
        return ResponseEntity.noContent().build();
    }
}
