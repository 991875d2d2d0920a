package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.LastKnown.Known;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is it healthy, is it fast, what is stuck. */
@Controller
class OverviewController {

    private final LastKnown<Optional<Figures>> figures;
    private final ServiceHealth health;
    private final Queues queues;

    OverviewController(RecentOrders orders, ServiceHealth health, Queues queues, Clock clock) {
        this.figures = new LastKnown<>(() -> Optional.of(orders.figures()), Optional.empty(), clock);
        this.health = health;
        this.queues = queues;
    }

    @GetMapping("/")
    String overview(Model page) {
        health.prepare();
        queues.prepare();
        Known<Optional<Figures>> known = figures.known();
        page.addAttribute("figures", known.answer().orElse(null));
        page.addAttribute("oldSince", known.oldSince());
        page.addAttribute("services", health.known());
        page.addAttribute("queues", queues.known());
        return "console/overview";
    }
}
