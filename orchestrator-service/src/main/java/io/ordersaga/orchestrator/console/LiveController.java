package io.ordersaga.orchestrator.console;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The events that open pages listen to. */
@Hidden
@Controller
@RequiredArgsConstructor
class LiveController {

    private final LiveChanges changes;

    @GetMapping(path = "/console/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter all(@RequestParam(name = "saga", required = false) @Nullable List<UUID> shown) {
        return changes.watchAll(shown == null ? List.of() : shown);
    }

    @GetMapping(path = "/console/live/dead-letters", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter letters() {
        return changes.watchLetters();
    }

    @GetMapping(path = "/console/live/{sagaId}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter one(@PathVariable UUID sagaId) {
        return changes.watch(sagaId);
    }
}
