package io.ordersaga.messaging.trail;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where the console asks for the inbox and outbox entries of a saga. */
@RestController
@RequiredArgsConstructor
class MessageTrailController {

    private final SagaMessages messages;

    @GetMapping("/messages/{sagaId}")
    MessageTrail trail(@PathVariable UUID sagaId) {
        return messages.of(sagaId);
    }
}
