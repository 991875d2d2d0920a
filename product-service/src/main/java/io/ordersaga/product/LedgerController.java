package io.ordersaga.product;

import static java.util.Objects.requireNonNull;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.rest.Pages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Ledger", description = "For auditors: what sagas did to the stocks, and whether the stocks add up")
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class LedgerController {

    private final LedgerRepository ledger;
    private final LedgerAudit audit;

    @Operation(
            summary = "Every decrement and restore, by saga id",
            description = "A saga is never split between two pages: limit counts sagas. The next page is in the header"
                    + " Link.")
    @GetMapping("/ledger")
    ResponseEntity<List<LedgerEntryResponse>> ofSagas(
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(defaultValue = TimeOrderedId.TEXT_BEFORE_ALL) UUID after) {
        List<LedgerEntryResponse> found = ledger.findOfSagas(after, limit + 1).stream()
                .map(LedgerEntryResponse::of)
                .toList();
        return Pages.answerWhole(found, limit, entry -> requireNonNull(entry.sagaId()));
    }

    @Operation(
            summary = "Which stocks do not add up",
            description =
                    "Reads the whole ledger, a thousand products at a time. The orchestrator's /audit asks this, and"
                            + " compares the services with each other too.")
    @GetMapping("/audit")
    LedgerAuditReport audit() {
        return audit.run();
    }
}
