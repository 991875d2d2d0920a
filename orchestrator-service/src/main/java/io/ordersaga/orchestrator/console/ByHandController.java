package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Deed;
import io.ordersaga.orchestrator.operator.Deeds;
import io.ordersaga.orchestrator.operator.Operator;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what by hand, and why. */
@Controller
@RequiredArgsConstructor
class ByHandController {

    private static final int PAGE = 20;

    private final Deeds deeds;

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
}
