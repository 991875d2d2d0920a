package io.ordersaga.benchmarks.typicaldemo;

import java.math.BigDecimal;
import java.util.UUID;

/** What a service answers; the failure is null when it succeeded. */
public record Event(UUID sagaId, String action, BigDecimal unitPrice, String failure) {

    public static Event success(Command command) {
        return new Event(command.sagaId(), command.action(), null, null);
    }

    public static Event priced(Command command, BigDecimal unitPrice) {
        return new Event(command.sagaId(), command.action(), unitPrice, null);
    }

    public static Event failure(Command command, String code) {
        return new Event(command.sagaId(), command.action(), null, code);
    }

    public boolean failed() {
        return failure != null;
    }
}
