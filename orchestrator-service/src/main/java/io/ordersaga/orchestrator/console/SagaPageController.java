package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.deadletter.DeadLetterStore;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.operator.OperatorActions;
import io.ordersaga.orchestrator.operator.OperatorDesk.Letter;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.order.SagaViews;
import io.ordersaga.orchestrator.saga.SagaDefinitions;
import io.ordersaga.orchestrator.saga.SentCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** An order's whole story on one page. */
@Controller
@RequestMapping("/console/sagas/{sagaId}")
@RequiredArgsConstructor
class SagaPageController {

    private final SagaViews sagas;
    private final SagaDefinitions definitions;
    private final SentCommands sent;
    private final Queues queues;
    private final WaitingSagas waitingSagas;
    private final DeadLetterStore letters;
    private final OperatorActions actions;
    private final Trails trails;
    private final ObjectProvider<TryIt> tryIt;

    @GetMapping
    String saga(@PathVariable UUID sagaId, Model page) {
        queues.prepare();
        waitingSagas.prepare();
        Trails.Asked asked = trails.ask(sagaId);
        SagaView saga = sagas.one(sagaId).saga();
        List<Beginning> dead = letters.ofSaga(sagaId);
        List<OperatorActions.Done> done = actions.of(sagaId);
        page.addAttribute("saga", saga);
        page.addAttribute("waiting", waiting(saga).orElse(null));
        page.addAttribute("commands", commands(sagaId));
        page.addAttribute("diagram", Diagram.of(saga, Notes.of(dead, done)));
        page.addAttribute("letters", dead);
        page.addAttribute("trails", asked.answers());
        page.addAttribute("tryIt", tryIt.getIfAvailable());
        page.addAttribute("actions", done);
        return "console/saga";
    }

    private Map<SagaCommand, Letter> commands(UUID sagaId) {
        return sent.of(sagaId).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, command -> Letter.of(command.getValue())));
    }

    private Optional<Waiting> waiting(SagaView saga) {
        return saga.awaited()
                .map(step -> Waiting.of(
                        saga,
                        step,
                        definitions.driving(saga.definition(), saga.definitionVersion(), step.command()),
                        queues.ofService(step.service()),
                        waitingSagas.now().map(groups -> groups.besides(step.command()))));
    }
}
