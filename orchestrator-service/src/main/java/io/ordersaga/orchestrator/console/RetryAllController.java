package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorDesk;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sends every unanswered command again, as after the loss of a broker. */
@Controller
@RequestMapping("/console/sagas/retry")
@RequiredArgsConstructor
class RetryAllController {

    private final WaitingSagas waiting;
    private final OperatorDesk desk;

    /** Says what would be done and asks for a reason; nothing is done yet. */
    @GetMapping
    String ask(@CookieValue(name = OperatorCookie.NAME, required = false) @Nullable String who, Model page) {
        page.addAttribute("who", OperatorCookie.read(who));
        return ask(page);
    }

    private String ask(Model page) {
        page.addAttribute("waiting", waiting.now().orElse(null));
        return "console/retry-all";
    }

    @PostMapping
    String act(@RequestParam String who, @RequestParam String reason, HttpServletResponse response, Model page) {
        WhoAndWhy typed = new WhoAndWhy(who, reason);
        try {
            Operator by = typed.operator();
            int asked = desk.retryAll(by);
            OperatorCookie.remember(by, response);
            Notice.RETRIED_ALL.tell(response, Counted.of(asked, "saga"));
            return "redirect:/";
        } catch (ErrorResponseException e) {
            typed.keep(e, response, page);
            return ask(page);
        }
    }
}
