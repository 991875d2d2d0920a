package io.ordersaga.orchestrator.saga;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.Require;
import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.SagaFailure;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.StepStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A saga's commands as its row keeps them, in the order they were first sent: JSON that SQL can look into. With rows of
 * their own each answer would write three rows instead of one.
 */
public final class StoredSteps {

    /**
     * That a {@code step}, which {@code json_array_elements} made of what {@link #write} wrote, is waited for and can be
     * read: a condition of PostgreSQL.
     */
    public static final String IS_AWAITED = """
        step ->> 'status' in (%s) and step ->> 'role' in (%s)
        and step ->> 'service' ~ '^[a-z][a-z0-9_]*$' and step ->> 'action' ~ '^[a-z][a-z0-9_]*$'\
        """.formatted(literals(waiting()), literals(Stream.of(StepRole.values())));

    private StoredSteps() {}

    private static Stream<StepStatus> waiting() {
        return Stream.of(StepStatus.values()).filter(StepStatus::isWaiting);
    }

    private static String literals(Stream<? extends Enum<?>> words) {
        return words.map(word -> "'" + word.name() + "'").collect(Collectors.joining(", "));
    }

    /**
     * @param sentAt microseconds since 1970, as all times here: what PostgreSQL's own timestamps resolve
     * @param resentAt null, and so not a byte of the row, unless it was sent again
     */
    private record Stored(
            String service,
            String action,
            StepRole role,
            StepStatus status,
            int attempts,
            long sentAt,
            @Nullable Long answeredAt,
            @Nullable Long dueAt,
            @Nullable SagaFailure failure,
            @Nullable List<Long> resentAt) {

        private Stored {
            Require.text("service", service);
            Require.text("action", action);
            Require.present("role", role);
            Require.present("status", status);
        }

        static Stored of(StepState step) {
            return new Stored(
                    step.step().service(),
                    step.step().action(),
                    step.role(),
                    step.status(),
                    step.attempts(),
                    micros(step.sentAt()),
                    step.answeredAt() == null ? null : micros(step.answeredAt()),
                    step.dueAt() == null ? null : micros(step.dueAt()),
                    step.failure(),
                    step.resentAt().isEmpty()
                            ? null
                            : step.resentAt().stream().map(StoredSteps::micros).toList());
        }

        StepState state() {
            return new StepState(
                    new Step(service, action),
                    role,
                    status,
                    attempts,
                    instant(sentAt),
                    answeredAt == null ? null : instant(answeredAt),
                    dueAt == null ? null : instant(dueAt),
                    failure,
                    resentAt == null
                            ? List.of()
                            : resentAt.stream().map(StoredSteps::instant).toList());
        }
    }

    /** @throws io.ordersaga.messages.MalformedMessageException when it is not what {@link #write} wrote */
    public static List<StepState> read(String json) {
        Stored[] stored = MessageJson.read(json, Stored[].class);
        Stream.of(stored).forEach(step -> Require.present("a step", step));
        return Stream.of(stored).map(Stored::state).toList();
    }

    static String write(List<StepState> steps) {
        return MessageJson.text(steps.stream().map(Stored::of).toArray(Stored[]::new));
    }

    /**
     * How a step that is waited for begins in what {@link #write} wrote. To look for these texts takes the database a
     * small part of the time that it takes to read the JSON of as many rows.
     *
     * @param command null is whichever is waited for
     */
    public static List<String> awaiting(@Nullable SagaCommand command) {
        String name = command == null
                ? ""
                : "\"service\":\"%s\",\"action\":\"%s\",\"role\":\"%s\","
                        .formatted(command.step().service(), command.step().action(), command.role());
        return waiting().map(status -> name + "\"status\":\"" + status + "\"").toList();
    }

    /**
     * How such a step goes on when it was refused last, as a regular expression of PostgreSQL and of Java.
     *
     * @param code in any case; empty is no refusal
     */
    public static String refused(String code) {
        return "(?i)^[^{}]*" + (code.isEmpty() ? "\\}" : "\"failure\":\\{\"code\":" + literally(code) + ",");
    }

    private static String literally(String code) {
        return MessageJson.text(code).replaceAll("\\p{Punct}", "\\\\$0");
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
