package io.ordersaga.orchestrator.console;

import io.ordersaga.messaging.faults.FaultInjectionConfiguration;
import io.ordersaga.messaging.faults.InjectedFault;
import io.ordersaga.orchestrator.console.TryIt.Letter;
import io.ordersaga.rest.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where faults are arranged: for an order that is placed with it, or for one that runs. */
@Controller
@Profile(FaultInjectionConfiguration.PROFILE)
@RequiredArgsConstructor
class TryItController {

    private final TryIt tryIt;
    private final Stage stage;

    @PostMapping("/console/orders/try-it")
    String place(@RequestParam String letter, @RequestParam InjectedFault fault, HttpServletResponse response) {
        Letter wanted = known(letter);
        UUID placed = stage.playAfter(saga -> tryIt.arrange(saga, wanted, fault));
        Notice.PLACED.tell(response);
        return saga(placed);
    }

    @PostMapping("/console/sagas/{sagaId}/try-it")
    String arrange(
            @PathVariable UUID sagaId,
            @RequestParam String letter,
            @RequestParam InjectedFault fault,
            HttpServletResponse response) {
        tryIt.arrangeUnderWay(sagaId, known(letter), fault);
        Notice.FAULT_INJECTED.tell(response);
        return saga(sagaId);
    }

    private Letter known(String word) {
        return tryIt.letter(word).orElseThrow(() -> Problems.notFound("message", word));
    }

    private static String saga(UUID saga) {
        return "redirect:/console/sagas/" + saga;
    }
}
