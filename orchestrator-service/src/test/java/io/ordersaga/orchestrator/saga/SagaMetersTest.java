package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.RetryPolicy;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaState;
import io.ordersaga.orchestrator.engine.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted when a saga moves. */
class SagaMetersTest {

    private static final UUID SAGA = UUID.fromString("01a20790-0000-7000-8000-000000000001");
    private static final UUID ORDER = UUID.fromString("01a20790-0000-7000-8000-000000000002");
    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

    private static final SagaDefinition<String> DEFINITION = SagaDefinition.named("gift", 1, String.class)
            .deadline(Duration.ofSeconds(60))
            .retrying(new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(10), 0, 3))
            .step(UpdateBalance.class, _ -> new UpdateBalance(SAGA, ORDER, 1, BigDecimal.ONE))
            .undoneBy(RefundBalance.class, _ -> new RefundBalance(SAGA, ORDER, 1, BigDecimal.ONE))
            .pivot(UpdateStock.class, _ -> new UpdateStock(SAGA, ORDER, 1, 1))
            .build();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SagaMeters meters = new SagaMeters(List.of(DEFINITION), registry);
    private final SagaEngine<String> engine = new SagaEngine<>(DEFINITION);
    private SagaState<String> state = engine.start("", at(0)).state();
    private final SagaInstance saga = new SagaInstance(SAGA, DEFINITION, state, TraceParent.start(), BEGIN);

    @BeforeEach
    void start() {
        meters.started(saga);
    }

    @Test
    void answers_and_the_end_are_timed_from_what_they_answer() {
        answered(3, new Done(SAGA, ORDER));
        answered(7, new Done(SAGA, ORDER));

        assertThat(seconds("sagas.step.duration", "step", "user.update_balance", "outcome", "success"))
                .isEqualTo(3);
        assertThat(seconds("sagas.step.duration", "step", "product.update_stock", "outcome", "success"))
                .isEqualTo(4);
        assertThat(seconds("sagas.duration", "saga", "gift", "status", "COMPLETED"))
                .isEqualTo(7);
        assertThat(count("sagas.started", "saga", "gift")).isEqualTo(1);
        assertThat(count("sagas.compensations")).isZero();
    }

    @Test
    void a_refusal_is_an_answer_and_what_follows_a_compensation() {
        answered(1, new Done(SAGA, ORDER));
        answered(2, new Failure(SAGA, ORDER, FailureCode.INSUFFICIENT_STOCK, "none"));
        answered(5, new Done(SAGA, ORDER));

        assertThat(seconds("sagas.step.duration", "step", "product.update_stock", "outcome", "failure"))
                .isEqualTo(1);
        assertThat(seconds("sagas.step.duration", "step", "user.refund_balance", "outcome", "success"))
                .isEqualTo(3);
        assertThat(count("sagas.compensations", "step", "user.refund_balance")).isEqualTo(1);
        assertThat(count("sagas.failures", "code", "INSUFFICIENT_STOCK")).isEqualTo(1);
        assertThat(seconds("sagas.duration", "saga", "gift", "status", "FAILED"))
                .isEqualTo(5);
        assertThat(count("sagas.timeouts")).isZero();
    }

    @Test
    void what_is_unanswered_is_counted_each_time_it_is_sent_again() {
        moved(2, new Trigger.TimePassed());
        moved(3, new Trigger.Retry());

        assertThat(count("sagas.resends", "step", "user.update_balance")).isEqualTo(2);
        assertThat(timer("sagas.step.duration", "step", "user.update_balance").count())
                .isZero();
    }

    @Test
    void a_deadline_that_passes_is_a_timeout_and_an_answer_after_it_is_of_the_compensation() {
        moved(60, new Trigger.TimePassed());

        assertThat(count("sagas.timeouts")).isEqualTo(1);
        assertThat(count("sagas.failures", "code", "TIMED_OUT")).isEqualTo(1);
        assertThat(count("sagas.compensations", "step", "user.refund_balance")).isEqualTo(1);
        assertThat(count("sagas.resends")).isZero();
    }

    @Test
    void however_many_codes_participants_invent_few_are_told_apart() {
        IntStream.range(0, 1_000).forEach(n -> {
            state = engine.start("", at(0)).state();
            answered(1, new Failure(SAGA, ORDER, "CODE_" + n, "because"));
        });

        assertThat(registry.find("sagas.failures").counters()).hasSizeLessThan(60);
        assertThat(count("sagas.failures")).isEqualTo(1_000);
        assertThat(count("sagas.failures", "code", "OTHER")).isGreaterThan(900);
    }

    private void answered(long second, Event event) {
        moved(second, new Trigger.Answered(state.waiting().orElseThrow().step(), event));
    }

    private void moved(long second, Trigger trigger) {
        Decision<String> decision = engine.on(state, trigger, at(second));
        meters.moved(saga, state, decision.state(), at(second).now());
        state = decision.state();
    }

    private static Moment at(long second) {
        return new Moment(BEGIN.plusSeconds(second), 0);
    }

    private double count(String name, String... tags) {
        return registry.find(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double seconds(String name, String... tags) {
        return timer(name, tags).totalTime(TimeUnit.SECONDS);
    }

    private Timer timer(String name, String... tags) {
        return registry.get(name).tags(tags).timer();
    }
}
