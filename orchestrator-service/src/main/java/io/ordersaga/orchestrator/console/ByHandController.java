package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Deed;
import io.ordersaga.orchestrator.operator.Deeds;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorActions;
import io.ordersaga.orchestrator.operator.OperatorActions.Done;
import io.ordersaga.rest.Problems;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Who did what by hand, and why. */
@Controller
@RequiredArgsConstructor
class ByHandController {

    private static final int PAGE = 20;

    /** As many of one deed. */
    private static final int PARTS = 50;

    private final Deeds deeds;
    private final OperatorActions actions;

    /** @param who whose deeds alone are listed, if it is given; written as it was when they were done */
    @GetMapping("/console/by-hand")
    String list(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(required = false) @Nullable UUID after,
            Model page) {
        String person = new Operator(who, "").who();
        List<Deed> found = deeds.newest(person, after, PAGE + 1);
        page.addAttribute("who", person);
        page.addAttribute("deeds", ToldDeed.each(found.stream().limit(PAGE).toList()));
        page.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).id() : null);
        return "console/by-hand";
    }

    /** All that one did for the same reason. */
    @GetMapping("/console/by-hand/{deed}")
    String deed(@PathVariable UUID deed, @RequestParam(required = false) @Nullable UUID after, Model page) {
        List<Done> found = deeds.partsOf(deed, after, PARTS + 1);
        if (found.isEmpty()) {
            throw Problems.notFound("deed", deed);
        }
        page.addAttribute("deed", deed);
        page.addAttribute("after", after);
        page.addAttribute("common", found.getFirst());
        page.addAttribute("parts", found.stream().limit(PARTS).toList());
        page.addAttribute("next", found.size() > PARTS ? found.get(PARTS - 1).id() : null);
        return "console/deed";
    }

    /** As plain text, whatever is in it. */
    @ResponseBody
    @GetMapping(path = "/console/by-hand/sent/{action}", produces = "text/plain;charset=UTF-8")
    String sent(@PathVariable UUID action) {
        return actions.sent(action).orElseThrow(() -> Problems.notFound("action", action));
    }
}
