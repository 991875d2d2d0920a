package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.operator.Operator;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;

/** What somebody typed into a form that asks for name and reason. */
record WhoAndWhy(String who, String reason) {

    /** @throws ErrorResponseException 422 when one is missing or too long */
    Operator operator() {
        return Operator.named(who, reason);
    }

    /** For the form, which is shown again as it was filled in, with why it was refused. */
    void keep(ErrorResponseException refused, HttpServletResponse response, Model page) {
        response.setStatus(refused.getStatusCode().value());
        page.addAttribute("who", who);
        page.addAttribute("reason", reason);
        page.addAttribute("missing", refused.getBody().getDetail());
    }
}
