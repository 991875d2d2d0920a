package io.ordersaga.orchestrator.order;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.RetryPolicy;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.StepState;
import io.ordersaga.orchestrator.engine.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the engine's decisions about the order saga cost, without database, broker or JSON. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TransitionBenchmark {

    private static final UUID SAGA = UUID.fromString("01980000-0000-7000-8000-000000000001");
    private static final UUID ORDER = UUID.fromString("01980000-0000-7000-8000-000000000002");
    private static final Moment AT = new Moment(Instant.parse("2026-11-01T12:00:00Z"), 0.5);

    private final SagaEngine<OrderData> engine = new SagaEngine<>(OrderSaga.definition(
            Duration.ofMinutes(15), new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.2, 8)));
    private final OrderData order = new OrderData(SAGA, ORDER, 1, 2, 3, null);
    private final SagaState<OrderData> waitingForStock =
            next(start().state(), new Done(SAGA, ORDER)).state();
    private final Trigger stockChecked =
            new Trigger.Answered(Step.of(CheckStock.class), new StockChecked(SAGA, ORDER, new BigDecimal("9.99")));

    /** One answer that moves a saga by one step. */
    @Benchmark
    public Object transition() {
        return engine.on(waitingForStock, stockChecked, AT);
    }

    /** A whole saga: its start and the answers to its six steps. */
    @Benchmark
    public Object completedSaga() {
        Decision<OrderData> decision = start();
        while (!decision.commands().isEmpty()) {
            decision = next(decision.state(), success(decision.state()));
        }
        return decision;
    }

    private Decision<OrderData> start() {
        return engine.start(order, AT);
    }

    private Decision<OrderData> next(SagaState<OrderData> state, Success success) {
        Step waiting = state.waiting().map(StepState::step).orElseThrow();
        return engine.on(state, new Trigger.Answered(waiting, success), AT);
    }

    private static Success success(SagaState<OrderData> state) {
        boolean priced = state.data().unitPrice() != null || state.steps().size() == 1;
        return priced ? new Done(SAGA, ORDER) : new StockChecked(SAGA, ORDER, new BigDecimal("9.99"));
    }
}
