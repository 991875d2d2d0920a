package io.ordersaga.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Command;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A definition that could not keep its promises is refused at start-up, in a sentence. */
class DefinitionRulesTest {

    @Address(service = "depot", action = "weigh")
    private record Weigh(UUID sagaId, UUID orderId) implements Command {}

    @Address(service = "depot", action = "hand_over")
    private record HandOver(UUID sagaId, UUID orderId) implements Command {}

    private final SagaBuilder<UUID> saga = SagaDefinition.named("parcel", 1, UUID.class);

    @Test
    void a_saga_without_steps() {
        assertRefused("It has no steps.");
    }

    @Test
    void a_step_that_does_not_say_how_it_is_undone() {
        weigh();

        assertRefused("says neither how it is undone nor that there is nothing to undo");
    }

    @Test
    void a_second_pivot() {
        saga.pivot(HandOver.class, id -> new HandOver(id, id)).pivot(Weigh.class, id -> new Weigh(id, id));

        assertRefused("depot.weigh is a second pivot");
    }

    @Test
    void a_step_that_can_be_refused_after_the_pivot() {
        saga.pivot(HandOver.class, id -> new HandOver(id, id));
        weigh().nothingToUndo();

        assertRefused("depot.weigh can be refused after the pivot");
    }

    @Test
    void a_retriable_step_without_a_pivot_before_it() {
        saga.retriable(Weigh.class, id -> new Weigh(id, id));

        assertRefused("depot.weigh is retriable before any pivot");
    }

    @Test
    void an_action_that_occurs_twice() {
        weigh().nothingToUndo();
        weigh().nothingToUndo();

        assertRefused("depot.weigh occurs twice");
    }

    private SagaBuilder<UUID> weigh() {
        return saga.step(Weigh.class, id -> new Weigh(id, id));
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(saga::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The parcel saga cannot run")
                .hasMessageContaining(sentence);
    }
}
