package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.audit.Auditor;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Does everything add up? It reads much, so it is asked only when somebody says so. */
@Controller
@RequiredArgsConstructor
class AuditPageController {

    private final Auditor auditor;

    @GetMapping("/console/audit")
    String form() {
        return "console/audit";
    }

    @GetMapping("/console/audit/report")
    String report(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime to,
            Model page) {
        page.addAttribute(
                "report",
                auditor.audit(
                        from == null ? null : from.toInstant(ZoneOffset.UTC),
                        to == null ? null : to.toInstant(ZoneOffset.UTC)));
        return "console/audit";
    }
}
