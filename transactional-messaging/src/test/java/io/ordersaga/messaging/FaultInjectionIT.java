package io.ordersaga.messaging;

import static io.ordersaga.messaging.piggybank.CoinCommand.putIn;
import static io.ordersaga.messaging.piggybank.CoinCommand.takeOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messaging.faults.FaultInjector;
import io.ordersaga.messaging.faults.InjectedFault;
import io.ordersaga.messaging.piggybank.Answers.Answer;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/** Accidents that somebody asked for, and what becomes of them. */
class FaultInjectionIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();

    private static Instance instance;

    private final UUID saga = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        instance = Instance.start(
                INFRASTRUCTURE.database(), INFRASTRUCTURE.broker(), "spring.profiles.active=development");
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    @Test
    void a_dropped_command_is_lost_for_the_outbox_and_arrives_when_it_is_sent_again() {
        inject("put_in", InjectedFault.DROP);
        instance.send(putIn(saga));
        await().until(() -> instance.inOutbox() == 0);
        assertThat(instance.effects(saga)).isZero();

        instance.send(putIn(saga));

        assertThat(answers(1)).extracting(Answer::type).containsExactly("put_in.success");
        assertThat(instance.effects(saga)).isOne();
    }

    @Test
    void a_doubled_command_is_published_twice_and_acts_once() {
        inject("put_in", InjectedFault.DUPLICATE);
        double confirmed = instance.meter("outbox.confirmed");
        instance.send(putIn(saga));

        // Two commands and at least one answer.
        await().until(() -> instance.meter("outbox.confirmed") >= confirmed + 3);
        assertThat(instance.effects(saga)).isOne();
    }

    @Test
    void what_is_overtaken_by_its_compensation_comes_after_it_and_is_refused() {
        inject("put_in", InjectedFault.REORDER);
        instance.send(putIn(saga));
        instance.send(takeOut(saga));

        assertThat(answers(2)).extracting(Answer::type).containsExactlyInAnyOrder("take_out.success", "put_in.failure");
        assertThat(instance.effects(saga)).isZero();
    }

    @Test
    void a_delayed_command_comes_late() {
        inject("put_in", InjectedFault.DELAY);
        instance.send(putIn(saga));
        await().until(() -> instance.inOutbox() == 0);
        assertThat(instance.effects(saga)).isZero();

        await().atMost(Duration.ofSeconds(20)).until(() -> instance.effects(saga) == 1);
    }

    @Test
    void there_is_none_of_it_without_the_profile() {
        try (Instance production = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker())) {
            assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
                    .isThrownBy(() -> production.bean(FaultInjector.class));
        }
    }

    private void inject(String action, InjectedFault fault) {
        instance.bean(FaultInjector.class).inject(saga, action, fault);
    }

    private List<Answer> answers(int times) {
        return await().until(() -> instance.answers().of(saga), heard -> heard.size() >= times);
    }
}
