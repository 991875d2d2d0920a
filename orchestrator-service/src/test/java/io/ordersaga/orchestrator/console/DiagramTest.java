package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.saga.StepView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The commands and events of a saga, drawn. */
class DiagramTest {

    private static final Instant THEN = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void each_repeat_of_a_command_is_an_arrow_of_its_own_with_its_time() {
        List<Instant> again = List.of(THEN.plusSeconds(5), THEN.plusSeconds(15));

        List<Arrow> arrows =
                Diagram.of(saga(step(StepRole.ACTION, 3, again)), List.of()).arrows();

        assertThat(arrows)
                .extracting(Arrow::text)
                .containsExactly(
                        "check_stock", "check_stock again, 2nd try", "check_stock again, 3rd try", "check_stock done");
        assertThat(arrows)
                .extracting(Arrow::kind)
                .containsExactly("command", "command again", "command again", "success");
        assertThat(arrows).extracting(Arrow::time).allMatch(time -> time.contains("12:00:"));
        assertThat(arrows)
                .extracting(arrow -> arrow.time().substring(arrow.time().length() - 6))
                .containsExactly("00.000", "05.000", "15.000", "20.000");
    }

    @Test
    void of_what_was_sent_very_often_the_newest_repeats_are_drawn_and_the_others_counted() {
        List<Arrow> arrows = Diagram.of(saga(step(StepRole.COMPENSATION, 45, List.of(THEN.plusSeconds(9)))), List.of())
                .arrows();

        assertThat(arrows)
                .extracting(Arrow::text)
                .startsWith("undo: check_stock (and 43 times more)", "undo: check_stock again, 45th try");
        assertThat(arrows).extracting(Arrow::kind).startsWith("undo", "undo again");
    }

    @Test
    void a_compensation_is_told_in_words_too() {
        assertThat(Diagram.of(saga(step(StepRole.COMPENSATION, 1, List.of())), List.of())
                        .arrows())
                .extracting(Arrow::text)
                .containsExactly("undo: check_stock", "undo: check_stock done");
    }

    @Test
    void of_a_text_that_has_no_room_the_beginning_is_drawn() {
        String name = "Ada \ud83d\ude00 Lovelace ".repeat(9);

        assertThat(note("CANCEL by Ada"))
                .satisfies(note -> assertThat(note.isCut()).isFalse())
                .satisfies(note -> assertThat(note.shown()).isEqualTo("CANCEL by Ada"));
        assertThat(note(name))
                .satisfies(note -> assertThat(note.isCut()).isTrue())
                .satisfies(note -> assertThat(note.text()).isEqualTo(name))
                .satisfies(note -> assertThat(note.shown()).endsWith("…"))
                .satisfies(note -> assertThat(note.shown().codePoints().count()).isEqualTo(52));
    }

    private static Arrow note(String text) {
        return Diagram.of(saga(), List.of(new Notes.Note(THEN, text, "note")))
                .arrows()
                .getFirst();
    }

    private static StepView step(StepRole role, int attempts, List<Instant> again) {
        return new StepView(
                "check_stock",
                "product",
                role,
                "SUCCEEDED",
                attempts,
                THEN,
                again,
                THEN.plusSeconds(20),
                null,
                null,
                null);
    }

    private static SagaView saga(StepView... steps) {
        UUID id = UUID.randomUUID();
        return new SagaView(
                id,
                id,
                SagaStatus.STARTED,
                false,
                "order",
                1,
                1,
                1,
                1,
                null,
                null,
                null,
                null,
                THEN,
                THEN,
                null,
                "trace",
                List.of(steps),
                List.of(),
                null);
    }
}
