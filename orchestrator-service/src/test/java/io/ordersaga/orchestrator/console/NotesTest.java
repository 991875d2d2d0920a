package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.console.Notes.Note;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import io.ordersaga.orchestrator.deadletter.StoredDeadLetter;
import io.ordersaga.orchestrator.operator.OperatorActions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters and what was done by hand, in the diagram of their saga. */
class NotesTest {

    private static final Instant THEN = Instant.parse("2026-11-26T12:00:00Z");
    private static final UUID SAGA = UUID.fromString("01a20790-0000-7000-8000-000000000001");

    @Test
    void a_dead_letter_is_named_by_its_type() {
        assertThat(Notes.of(List.of(letter("check_stock.failure")), List.of()))
                .containsExactly(new Note(THEN, "dead letter: check_stock.failure", "dead"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_dead_letter_without_a_type_is_named_by_its_key(@Nullable String type) {
        assertThat(Notes.of(List.of(letter(type)), List.of()))
                .extracting(Note::text)
                .containsExactly("dead letter: check_stock.success, without a type");
    }

    @Test
    void what_was_done_by_hand_is_told_with_who_did_it() {
        OperatorActions.Done done =
                new OperatorActions.Done(UUID.randomUUID(), SAGA, "CANCEL", "Ada", "why not", "", 0, THEN);

        assertThat(Notes.of(List.of(), List.of(done))).containsExactly(new Note(THEN, "CANCEL by Ada", "note"));
    }

    private static Beginning letter(@Nullable String type) {
        return new Beginning(
                new StoredDeadLetter(
                        UUID.randomUUID(),
                        SAGA,
                        "orchestrator-service",
                        "orchestrator-service.events",
                        "cause",
                        "saga." + SAGA + ".event.product.check_stock.success",
                        null,
                        type,
                        null,
                        null,
                        "",
                        "",
                        0,
                        THEN,
                        null,
                        0),
                "");
    }
}
