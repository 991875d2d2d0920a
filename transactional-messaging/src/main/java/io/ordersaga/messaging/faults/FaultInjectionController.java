package io.ordersaga.messaging.faults;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where accidents are ordered; only this instance of the service has them. */
@RestController
@RequiredArgsConstructor
class FaultInjectionController {

    private final FaultInjector injector;

    /** @param action of the message, as in its routing key; the service sends either its command or its event */
    record Wish(
            @NotNull UUID sagaId,
            @NotNull String action,
            @NotNull InjectedFault fault) {}

    @PostMapping("/injected-faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void inject(@Valid @RequestBody Wish wish) {
        injector.inject(wish.sagaId(), wish.action(), wish.fault());
    }
}
