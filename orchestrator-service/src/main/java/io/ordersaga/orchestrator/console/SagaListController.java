package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.order.SagaFilter;
import io.ordersaga.orchestrator.order.SagaSearch;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.order.SagaViews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** Finds sagas. */
@Controller
@RequiredArgsConstructor
class SagaListController {

    private static final int PAGE = 50;

    private final SagaViews sagas;
    private final SagaSearch search;

    @GetMapping("/console/sagas")
    String list(@ModelAttribute WantedSagas wanted, Model page) {
        List<SagaCommand> commands = search.commands();
        SagaFilter filter = wanted.filter(commands);
        SagaViews.Look look = sagas.look(filter, PAGE + 1);
        List<SagaView> found = look.sagas();
        page.addAttribute("wanted", wanted);
        page.addAttribute("statuses", SagaStatus.values());
        page.addAttribute("commands", commands);
        page.addAttribute("codes", WantedSagas.KNOWN_CODES);
        page.addAttribute("sagas", found.stream().limit(PAGE).toList());
        page.addAttribute("waits", waits(found));
        page.addAttribute("tally", inWords(tally(filter, look)));
        page.addAttribute("listen", listen(found));
        page.addAttribute("here", relative(ServletUriComponentsBuilder.fromCurrentRequest()));
        if (found.size() > PAGE) {
            page.addAttribute("next", after(found.get(PAGE - 1).sagaId()));
        } else {
            look.reached().ifPresent(reached -> page.addAttribute("further", after(reached)));
        }
        return "console/sagas";
    }

    /** What is on one page is not looked for a second time. */
    private SagaViews.Tally tally(SagaFilter filter, SagaViews.Look look) {
        boolean isAllFound = filter.before() == null && look.sagas().size() <= PAGE;
        return isAllFound
                ? new SagaViews.Tally(look.sagas().size(), look.reached().isEmpty())
                : sagas.tally(filter);
    }

    /** What each that runs waits for, by its id. */
    private static Map<UUID, String> waits(List<SagaView> found) {
        Map<UUID, String> waits = new HashMap<>();
        found.forEach(saga -> saga.awaited().ifPresent(step -> waits.put(saga.sagaId(), Waiting.inShort(step))));
        return waits;
    }

    private static String inWords(SagaViews.Tally tally) {
        String many = Counted.upTo(SagaViews.MOST_COUNTED, tally.found(), "saga");
        return tally.isAll()
                ? many
                : many + " among the newest " + Counted.grouped(SagaViews.MOST_LOOKED_AT) + " that were looked at";
    }

    /** The page hears of the sagas that it shows, however old they are. */
    private static String listen(List<SagaView> shown) {
        return shown.stream()
                .limit(PAGE)
                .map(saga -> "saga=" + saga.sagaId())
                .collect(Collectors.joining("&", "/console/live?", ""));
    }

    private static String after(UUID last) {
        return relative(ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("after", last));
    }

    /** Without the host: whatever stands between us and the browser may call us by another name. */
    private static String relative(UriComponentsBuilder address) {
        return address.scheme(null).host(null).port(null).build().toUriString();
    }
}
