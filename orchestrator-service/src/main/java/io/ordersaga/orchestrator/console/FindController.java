package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.deadletter.DeadLetterStore;
import io.ordersaga.orchestrator.order.SagaSearch;
import io.ordersaga.orchestrator.saga.SagaStore;
import io.ordersaga.rest.Problems;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds a saga by its own id or its order's, and an order that has no saga here at the order service. */
@Controller
@RequiredArgsConstructor
class FindController {

    private final SagaSearch search;
    private final SagaStore sagas;
    private final DeadLetterStore letters;
    private final Neighbours neighbours;
    private final Trails trails;
    private final Queues queues;

    @GetMapping("/console/find")
    String find(@RequestParam String id, Model page) {
        UUID wanted = parsed(id.strip());
        UUID saga = search.byOrder(wanted).orElse(wanted);
        if (sagas.find(List.of(saga)).isEmpty()) {
            Optional<OrderWithoutSaga> order = atOrderService(wanted);
            if (order.isPresent()) {
                return tell(order.get(), page);
            }
        }
        return "redirect:/console/sagas/" + saga;
    }

    private Optional<OrderWithoutSaga> atOrderService(UUID order) {
        try {
            return neighbours.order().find(OrderWithoutSaga.class, "/orders/{id}", order);
        } catch (ErrorResponseException e) {
            throw Problems.unavailable(
                    "order-unknown",
                    "There is no saga and no order " + order
                            + " here. Whether order-service has such an order, whose saga"
                            + " has not begun, is not known: " + e.getBody().getDetail());
        }
    }

    private String tell(OrderWithoutSaga order, Model page) {
        queues.prepare();
        Trails.Asked asked = trails.ask(order.sagaId());
        page.addAttribute("order", order);
        page.addAttribute("letters", letters.ofSaga(order.sagaId()));
        page.addAttribute("event", AwaitedEvent.of(asked.answers(), queues.ofEvents()));
        return "console/order-without-saga";
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problems.unprocessable("not-an-id", "That is not the id of a saga or an order.");
        }
    }
}
