package io.ordersaga.orchestrator.console;

import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is it healthy, is it fast, what is stuck. */
@Controller
class OverviewController {

    private final LastKnown<Figures> figures;
    private final ServiceHealth health;
    private final Queues queues;

    OverviewController(RecentOrders orders, ServiceHealth health, Queues queues) {
        this.figures = new LastKnown<>(orders::figures, Duration.ofMillis(900), Figures.unknown());
        this.health = health;
        this.queues = queues;
    }

    @GetMapping("/")
    String overview(Model page) {
        page.addAttribute("figures", figures.get());
        page.addAttribute("services", health.all());
        page.addAttribute("queues", queues.all());
        return "console/overview";
    }
}
