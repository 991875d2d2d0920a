package io.ordersaga.orchestrator.console;

import io.ordersaga.messaging.faults.FaultInjectionConfiguration;
import io.ordersaga.messaging.faults.InjectedFault;
import io.ordersaga.orchestrator.console.TryIt.Letter;
import io.ordersaga.rest.Problems;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where accidents are arranged: for an order that is placed with it, or for one that runs. */
@Controller
@Profile(FaultInjectionConfiguration.PROFILE)
@RequiredArgsConstructor
class TryItController {

    private final TryIt tryIt;
    private final Stage stage;

    @PostMapping("/console/orders/try-it")
    String place(@RequestParam String letter, @RequestParam InjectedFault fault) {
        Letter wanted = known(letter);
        return saga(stage.playAfter(saga -> tryIt.arrange(saga, wanted, fault)));
    }

    @PostMapping("/console/sagas/{sagaId}/try-it")
    String arrange(@PathVariable UUID sagaId, @RequestParam String letter, @RequestParam InjectedFault fault) {
        tryIt.arrangeUnderWay(sagaId, known(letter), fault);
        return saga(sagaId);
    }

    private Letter known(String word) {
        return tryIt.letter(word).orElseThrow(() -> Problems.notFound("message", word));
    }

    private static String saga(UUID saga) {
        return "redirect:/console/sagas/" + saga;
    }
}
