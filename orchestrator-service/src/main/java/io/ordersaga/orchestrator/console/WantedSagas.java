package io.ordersaga.orchestrator.console;

import io.ordersaga.messages.FailureCode;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.order.SagaFilter;
import io.ordersaga.rest.Problems;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.util.StringUtils;

/**
 * What the operator is looking for; times are UTC.
 *
 * @param waits {@link SagaCommand#word}
 * @param refused the code of the last answer to that, or {@link #NONE}
 * @param code why they turned back
 */
record WantedSagas(
        @Nullable SagaStatus status,
        @Nullable String waits,
        @Nullable String refused,
        @Nullable String code,
        @Nullable Long owner,
        @Nullable Long product,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime to,

        @Nullable Boolean attention,
        @Nullable UUID after) {

    /** No service refuses with that. */
    static final String NONE = "none";

    /** Services of others may have more. */
    static final List<String> KNOWN_CODES = List.of(
            FailureCode.PRODUCT_NOT_FOUND,
            FailureCode.INSUFFICIENT_STOCK,
            FailureCode.USER_NOT_FOUND,
            FailureCode.INSUFFICIENT_BALANCE,
            FailureCode.ORDER_NOT_FOUND,
            FailureCode.CANCELLED,
            FailureCode.TIMED_OUT);

    /** Whether something is asked for that the form does not show at first. */
    public boolean isNarrow() {
        return from != null || to != null || Stream.of(waits, refused, code).anyMatch(StringUtils::hasText);
    }

    /** @param commands what sagas may wait for */
    SagaFilter filter(List<SagaCommand> commands) {
        String refusal = text("refused", refused);
        return new SagaFilter(
                status,
                awaited(commands),
                NONE.equalsIgnoreCase(refusal) ? "" : refusal,
                text("code", code),
                owner,
                product,
                instant(from),
                instant(to),
                Boolean.TRUE.equals(attention) ? Boolean.TRUE : null,
                after);
    }

    private @Nullable SagaCommand awaited(List<SagaCommand> commands) {
        String word = text("waits", waits);
        return word == null
                ? null
                : commands.stream()
                        .filter(command -> command.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> cannotBe("waits", word));
    }

    /** A form sends an empty text for nothing. PostgreSQL has no room for NUL in a text. */
    private static @Nullable String text(String field, @Nullable String said) {
        if (said == null || said.isBlank()) {
            return null;
        }
        if (said.indexOf('\0') >= 0) {
            throw cannotBe(field, said);
        }
        return said.strip();
    }

    private static RuntimeException cannotBe(String field, String said) {
        return Problems.invalid(field, "cannot be '" + said + "'");
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
