package io.ordersaga.orchestrator.model;

import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.model.Books.Order;
import io.ordersaga.orchestrator.order.OrderData;
import java.util.Optional;

/** What must be true in every world. */
final class Promises {

    private Promises() {}

    /** The promise that is broken, in words. */
    static Optional<String> broken(World world) {
        Books books = world.books();
        if (books.effects().values().stream().anyMatch(times -> times > 1)) {
            return Optional.of("P5: something had its effect twice: " + books.effects());
        }
        if (books.paid() < 0 || books.taken() < 0) {
            return Optional.of("P2: something was given back that was not taken");
        }
        if (books.order() == Order.SUCCESS && (books.paid() != 1 || books.taken() != 1)) {
            return Optional.of("P2: a SUCCESS order is paid " + books.paid() + " times, taken " + books.taken());
        }
        if (!world.isOver() || world.saga() == null) {
            return Optional.empty();
        }
        return world.saga().status() == SagaStatus.COMPLETED ? completed(books) : failed(world.saga(), books);
    }

    private static Optional<String> completed(Books books) {
        return books.order() == Order.SUCCESS
                ? Optional.empty()
                : Optional.of("P1: the saga is COMPLETED, its order " + books.order());
    }

    private static Optional<String> failed(SagaState<OrderData> saga, Books books) {
        if (books.paid() != 0 || books.taken() != 0) {
            return Optional.of("P2: the saga FAILED and keeps money " + books.paid() + ", goods " + books.taken());
        }
        if (books.order() == Order.NONE && hasEndedItsOrder(saga)) {
            return Optional.of("P1: the saga FAILED, its order cannot be found");
        }
        return books.order() == Order.NONE || books.order() == Order.FAILED
                ? Optional.empty()
                : Optional.of("P1: the saga FAILED, its order is " + books.order());
    }

    private static boolean hasEndedItsOrder(SagaState<OrderData> saga) {
        return saga.steps().stream()
                .anyMatch(step -> step.role() == StepRole.COMPENSATION
                        && step.step().service().equals("order"));
    }
}
