package io.ordersaga.orchestrator.model;

import static java.util.Objects.requireNonNull;

import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.Trigger;
import io.ordersaga.orchestrator.order.OrderData;
import io.ordersaga.orchestrator.order.OrderSagaTale;
import java.util.List;
import lombok.RequiredArgsConstructor;

/** The orchestrator: production's engine, its state and its commands in one transaction. */
@RequiredArgsConstructor
final class Orchestrator {

    private static final Moment EARLY = new Moment(OrderSagaTale.BEGIN, 0);

    private final SagaEngine<OrderData> engine = new SagaEngine<>(OrderSagaTale.DEFINITION);
    private final Variant variant;

    World start(World world) {
        return moved(world, engine.start(OrderSagaTale.DATA, EARLY));
    }

    /** An answer to a saga that is not known starts it, if it is the announcement of an order; else it is a dead letter. */
    World hear(World world, Step step, Event event) {
        if (world.saga() != null) {
            return answered(world, step, event);
        }
        return event instanceof Success first
                        && OrderSagaTale.DEFINITION.requiredStart().event().isInstance(first)
                ? moved(
                        world,
                        engine.startFrom(
                                first, OrderSagaTale.DEFINITION.requiredStart().from(first), EARLY))
                : world;
    }

    private World answered(World world, Step step, Event event) {
        StepState waiting = world.waiting().orElse(null);
        if (waiting != null && variant == Variant.ANY_ANSWER_COUNTS && event instanceof Success) {
            return on(world, new Trigger.Answered(waiting.step(), OrderSagaTale.success(waiting.step())), EARLY);
        }
        boolean ends = variant == Variant.REFUSED_COMPENSATION_ENDS_THE_SAGA
                && event instanceof Failure
                && waiting != null
                && waiting.role() == StepRole.COMPENSATION
                && waiting.step().equals(step);
        return ends ? givenUp(world) : on(world, new Trigger.Answered(step, event), EARLY);
    }

    private static World givenUp(World world) {
        SagaState<OrderData> saga = requireNonNull(world.saga());
        return world.with(
                new SagaState<>(SagaStatus.FAILED, saga.data(), List.of(), saga.failure(), saga.deadline()), List.of());
    }

    World timePasses(World world) {
        return on(world, new Trigger.TimePassed(), EARLY);
    }

    World deadlinePasses(World world) {
        return on(world, new Trigger.TimePassed(), new Moment(OrderSagaTale.BEGIN.plus(OrderSagaTale.DEADLINE), 0));
    }

    World cancelled(World world) {
        return on(world, new Trigger.Cancel(), EARLY);
    }

    private World on(World world, Trigger trigger, Moment at) {
        return world.saga() == null ? world : moved(world, engine.on(world.saga(), trigger, at));
    }

    private static World moved(World world, Decision<OrderData> decision) {
        return world.with(
                decision.state(), decision.commands().stream().map(Letter::of).toList());
    }
}
