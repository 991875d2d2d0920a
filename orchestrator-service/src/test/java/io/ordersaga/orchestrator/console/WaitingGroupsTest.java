package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.console.WaitingGroups.Group;
import io.ordersaga.orchestrator.engine.SagaCommand;
import io.ordersaga.orchestrator.engine.StepRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What pages say of many sagas that wait. */
class WaitingGroupsTest {

    private static final SagaCommand CHECK = command(StepRole.ACTION, "check_balance");
    private static final SagaCommand REFUND = command(StepRole.COMPENSATION, "refund_balance");

    @Test
    void who_waits_besides_a_saga_is_told_without_that_saga_whatever_the_last_answers_were() {
        WaitingGroups groups = groups(group(CHECK, null, 2), group(REFUND, null, 1), group(CHECK, "BUSY", 1));

        assertThat(groups.besides(CHECK)).isEqualTo("2 other sagas wait for the same.");
        assertThat(groups.besides(REFUND)).isEqualTo("No other saga waits for the same.");
        assertThat(groups.besides(command(StepRole.ACTION, "update_balance")))
                .isEqualTo("No other saga waits for the same.");
        assertThat(groups(group(CHECK, null, 2)).besides(CHECK)).isEqualTo("1 other saga waits for the same.");
    }

    @Test
    void more_sagas_than_are_looked_at_are_not_told_as_all() {
        WaitingGroups groups = groups(group(CHECK, null, WaitingGroups.MOST - 1), group(REFUND, null, 1));

        assertThat(groups.count(1)).isEqualTo("1 or more");
        assertThat(groups.inWords()).isEqualTo("5,000 or more sagas wait for an answer.");
        assertThat(groups.besides(CHECK))
                .isEqualTo("At least 4,998 other sagas of the oldest 5,000 that run wait for the same.");
        assertThat(groups.besides(REFUND))
                .isEqualTo("At least 0 other sagas of the oldest 5,000 that run wait for the same.");
    }

    @Test
    void how_many_wait_is_told_with_those_that_cannot_be_read() {
        assertThat(groups(group(null, null, 1)).inWords()).isEqualTo("1 saga waits for an answer.");
        assertThat(groups(group(null, null, 1), group(CHECK, null, 2)).count(2)).isEqualTo("2");
        assertThat(groups().inWords()).isEqualTo("0 sagas wait for an answer.");
    }

    private static SagaCommand command(StepRole role, String action) {
        return new SagaCommand(role, new Step("user", action));
    }

    private static Group group(@Nullable SagaCommand command, @Nullable String refusal, long sagas) {
        return new Group(command, refusal, sagas, 0, UUID.randomUUID(), Instant.EPOCH);
    }

    private static WaitingGroups groups(Group... groups) {
        return new WaitingGroups(List.of(groups));
    }
}
