package io.ordersaga.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A definition that could not keep its promises is refused at start-up, in a sentence. */
class DefinitionRulesTest {

    @Address(service = "depot", action = "weigh")
    private record Weigh(UUID sagaId, UUID orderId) implements Command {}

    @Address(service = "depot", action = "hand_over")
    private record HandOver(UUID sagaId, UUID orderId) implements Command {}

    @Address(service = "depot", action = "hand_over")
    private record HandedOver(UUID sagaId, UUID orderId) implements Success {}

    @Address(service = "depot", action = "take_back")
    private record TakeBack(UUID sagaId, UUID orderId) implements Command {}

    @Address(service = "office", action = "call_back")
    private record CallBack(UUID sagaId, UUID orderId) implements Command {}

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

    @Test
    void an_answer_that_is_another_steps() {
        weigh().learning(HandedOver.class, (id, _) -> id).nothingToUndo();

        assertRefused("depot.weigh learns from depot.hand_over, which does not answer it");
    }

    @Test
    void a_compensation_at_another_service() {
        weigh().undoneBy(CallBack.class, (id, _) -> new CallBack(id, id));

        assertRefused("depot.weigh is undone by office.call_back, another service");
    }

    @Test
    void a_compensation_that_is_to_undo_two_steps() {
        weigh().undoneBy(TakeBack.class, (id, _) -> new TakeBack(id, id));
        saga.pivot(HandOver.class, id -> new HandOver(id, id))
                .undoneBy(TakeBack.class, (id, _) -> new TakeBack(id, id));

        assertRefused("depot.take_back undoes two steps");
    }

    @Test
    void a_start_that_is_not_its_first_step() {
        saga.startedBy(HandedOver.class, HandedOver::sagaId);
        weigh().nothingToUndo();

        assertRefused("It starts with depot.hand_over, which is not the answer to its first step.");
    }

    @Test
    void a_compensation_that_would_leave_no_tombstone() {
        weigh().undoneBy(TakeBack.class, (id, _) -> new TakeBack(id, id));
        SagaEngine<UUID> engine = new SagaEngine<>(saga.build());
        SagaState<UUID> started =
                engine.start(UUID.randomUUID(), new Moment(Instant.EPOCH, 0)).state();

        assertThatThrownBy(() -> engine.on(started, new Trigger.Cancel(), new Moment(Instant.EPOCH, 0)))
                .hasMessageContaining("the compensation of depot.weigh must say that it undoes() it");
    }

    @Test
    void a_retriable_command_whose_refusal_would_be_remembered() {
        saga.pivot(HandOver.class, id -> new HandOver(id, id)).retriable(Weigh.class, id -> new Weigh(id, id));
        SagaEngine<UUID> engine = new SagaEngine<>(saga.build());
        UUID id = UUID.randomUUID();
        SagaState<UUID> started = engine.start(id, new Moment(Instant.EPOCH, 0)).state();
        Trigger handedOver = new Trigger.Answered(Step.of(HandOver.class), new Done(id, id));

        assertThatThrownBy(() -> engine.on(started, handedOver, new Moment(Instant.EPOCH, 0)))
                .hasMessageContaining("depot.weigh is retriable, so its command must say mustSucceed()");
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
