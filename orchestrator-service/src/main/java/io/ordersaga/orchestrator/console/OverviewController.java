package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.LastKnown.Known;
import io.ordersaga.orchestrator.console.Queues.Depth;
import io.ordersaga.orchestrator.console.ServiceHealth.Health;
import io.ordersaga.orchestrator.order.SagaSearch;
import java.time.Clock;
import java.util.List;
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
    private final WaitingSagas waitingSagas;
    private final SagaSearch search;

    OverviewController(
            RecentOrders orders,
            ServiceHealth health,
            Queues queues,
            WaitingSagas waitingSagas,
            SagaSearch search,
            Clock clock) {
        this.figures = new LastKnown<>(() -> Optional.of(orders.figures()), Optional.empty(), clock);
        this.health = health;
        this.queues = queues;
        this.waitingSagas = waitingSagas;
        this.search = search;
    }

    @GetMapping("/")
    String overview(Model page) {
        waitingSagas.prepare();
        health.prepare();
        queues.prepare();
        Known<Optional<Figures>> known = figures.known();
        Figures answer = known.answer().orElse(null);
        page.addAttribute("figures", answer);
        page.addAttribute("oldSince", known.oldSince());
        Known<List<Health>> services = health.known();
        Known<List<Depth>> depths = queues.known();
        page.addAttribute("services", services);
        page.addAttribute("queues", depths);
        page.addAttribute("troubles", Trouble.of(answer, services.answer(), depths.answer()));
        page.addAttribute("waiting", waitingSagas.known());
        page.addAttribute("commands", search.commands());
        return "console/overview";
    }
}
