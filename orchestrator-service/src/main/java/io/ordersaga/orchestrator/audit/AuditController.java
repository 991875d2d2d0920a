package io.ordersaga.orchestrator.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether everything adds up. */
@Tag(name = "Audit")
@RestController
@RequiredArgsConstructor
class AuditController {

    private final Auditor auditor;

    @Operation(
            summary = "Compare ledgers, orders and sagas",
            description = "Names every order that does not add up, and every user and product. Orders may go on"
                    + " meanwhile. It reads everything, or the sagas of the given time (that of their ids); users and"
                    + " products are always checked as a whole. It changes nothing.")
    @ApiResponse(responseCode = "200", description = "Whether everything adds up, and what does not")
    @ApiResponse(
            responseCode = "503",
            description = "A service did not give its books, which detail names, or another audit is running")
    @GetMapping(path = "/audit", produces = MediaType.APPLICATION_JSON_VALUE)
    AuditReport audit(
            @Parameter(example = "2026-11-01T00:00:00Z")
                    @RequestParam(name = "created_after", required = false)
                    @Nullable
                    Instant createdAfter,
            @Parameter(example = "2026-12-01T00:00:00Z")
                    @RequestParam(name = "created_before", required = false)
                    @Nullable
                    Instant createdBefore) {
        return auditor.audit(createdAfter, createdBefore, new AuditProgress());
    }
}
