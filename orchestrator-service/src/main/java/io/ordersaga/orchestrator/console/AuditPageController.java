package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.AuditDesk.Ended;
import io.ordersaga.orchestrator.console.AuditDesk.Failed;
import io.ordersaga.orchestrator.console.AuditDesk.NotAsked;
import io.ordersaga.orchestrator.console.AuditDesk.Running;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Does everything add up? It reads much, so it is asked only when somebody says so, and says how far it is. */
@Controller
@RequiredArgsConstructor
class AuditPageController {

    private final AuditDesk desk;

    @GetMapping("/console/audit")
    String page(Model page) {
        switch (desk.stage()) {
            case NotAsked _ -> {}
            case Running running -> page.addAttribute("running", running).addAttribute("asked", running.asked());
            case Ended ended -> page.addAttribute("ended", ended).addAttribute("asked", ended.asked());
            case Failed failed -> page.addAttribute("failed", failed).addAttribute("asked", failed.asked());
        }
        return "console/audit";
    }

    @PostMapping("/console/audit")
    String start(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime to) {
        desk.start(utc(from), utc(to));
        return "redirect:/console/audit";
    }

    @PostMapping("/console/audit/stop")
    String stop() {
        desk.stop();
        return "redirect:/console/audit";
    }

    private static @Nullable Instant utc(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
