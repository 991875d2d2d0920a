package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.orchestrator.operator.OperatorAction;
import io.ordersaga.orchestrator.operator.OperatorDesk;
import io.ordersaga.orchestrator.operator.OperatorDesk.Letter;
import io.ordersaga.orchestrator.order.SagaViews;
import io.ordersaga.rest.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What can be done about a saga: first it is shown what would be sent, then it is, with name and reason. */
@Controller
@RequestMapping("/console/sagas/{sagaId}/{action}")
@RequiredArgsConstructor
class SagaDeedsController {

    private final SagaViews sagas;
    private final OperatorDesk desk;

    /** Nothing is done yet. */
    @GetMapping
    String ask(
            @PathVariable UUID sagaId,
            @PathVariable String action,
            @CookieValue(name = OperatorCookie.NAME, required = false) @Nullable String who,
            Model page) {
        page.addAttribute("who", OperatorCookie.read(who));
        return ask(sagaId, known(action), page);
    }

    private String ask(UUID sagaId, OperatorAction action, Model page) {
        page.addAttribute("saga", sagas.one(sagaId).saga());
        page.addAttribute("action", action);
        page.addAttribute("preview", desk.preview(sagaId, action));
        return "console/act";
    }

    @PostMapping
    String act(
            @PathVariable UUID sagaId,
            @PathVariable String action,
            @RequestParam String who,
            @RequestParam String reason,
            @RequestParam String seen,
            HttpServletResponse response,
            Model page) {
        OperatorAction wanted = known(action);
        WhoAndWhy typed = new WhoAndWhy(who, reason);
        try {
            Operator by = typed.operator();
            List<Letter> sent = desk.carryOut(sagaId, wanted, by, seen);
            OperatorCookie.remember(by, response);
            tell(wanted, sent, response);
            return "redirect:/console/sagas/" + sagaId;
        } catch (ErrorResponseException e) {
            typed.keep(e, response, page);
            return ask(sagaId, wanted, page);
        }
    }

    private static void tell(OperatorAction done, List<Letter> sent, HttpServletResponse response) {
        String commands = sent.stream().map(Letter::name).collect(Collectors.joining(", "));
        switch (done) {
            case RETRY -> Notice.RETRIED.tell(response, commands);
            case CANCEL -> {
                if (sent.isEmpty()) {
                    Notice.CANCELLED_ONCE_ANSWERED.tell(response);
                } else {
                    Notice.CANCELLED.tell(response, commands);
                }
            }
            case RESOLVE -> Notice.RESOLVED.tell(response);
        }
    }

    private static OperatorAction known(String action) {
        return OperatorAction.of(action).orElseThrow(() -> Problems.notFound("action", action));
    }
}
