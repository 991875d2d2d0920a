package io.ordersaga.orchestrator.console;

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

    OverviewController(RecentOrders orders, ServiceHealth health, Queues queues) {
        this.figures = new LastKnown<>(() -> Optional.of(orders.figures()), Optional.empty());
        this.health = health;
        this.queues = queues;
    }

    @GetMapping("/")
    String overview(Model page) {
        page.addAttribute("figures", figures.get().orElse(null));
        page.addAttribute("services", health.all());
        page.addAttribute("queues", queues.all());
        return "console/overview";
    }
}
