package io.ordersaga.orchestrator.order;

import static io.ordersaga.orchestrator.order.OrderSagaTale.CREATE_ORDER;
import static io.ordersaga.orchestrator.order.OrderSagaTale.REFUND_BALANCE;
import static io.ordersaga.orchestrator.order.OrderSagaTale.RESTORE_STOCK;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_BALANCE;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_STATUS;
import static io.ordersaga.orchestrator.order.OrderSagaTale.UPDATE_STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state that one order's saga can get into, whatever the channel, the clock and its owner do. */
class EveryInterleavingTest {

    private final SagaEngine<OrderData> engine = new SagaEngine<>(new OrderSagaTale().definition);
    private final Map<SagaWorld.Key, SagaWorld> known = new HashMap<>();
    private final Map<SagaWorld.Key, List<SagaWorld.Key>> before = new HashMap<>();

    @Test
    @SuppressWarnings("SystemOut")
    void keeps_the_promises_in_every_reachable_state() {
        explore(true);

        System.out.println("The order saga was checked in " + known.size() + " reachable states.");
        assertThat(ends()).containsExactlyInAnyOrder("COMPLETED", "REFUSED", "CANCELLED", "TIMED_OUT");
        assertThat(statesThatCanStillEnd()).as("P1: no state is a dead end").hasSize(known.size());
    }

    @Test
    void finds_the_fault_of_a_participant_without_tombstones() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> explore(false));
    }

    private void explore(boolean tombstones) {
        Deque<SagaWorld> open = new ArrayDeque<>();
        SagaWorld first = SagaWorld.with(engine.start(OrderSagaTale.DATA, new Moment(OrderSagaTale.BEGIN, 0)));
        known.put(first.key(), first);
        open.add(first);
        while (!open.isEmpty()) {
            SagaWorld world = open.remove();
            for (SagaWorld next : world.next(engine, tombstones)) {
                before.computeIfAbsent(next.key(), _ -> new ArrayList<>()).add(world.key());
                if (known.putIfAbsent(next.key(), next) == null) {
                    assertPromises(next);
                    open.add(next);
                }
            }
        }
    }

    private static void assertPromises(SagaWorld world) {
        int debits = world.times(UPDATE_BALANCE) - world.times(REFUND_BALANCE);
        int taken = world.times(UPDATE_STOCK) - world.times(RESTORE_STOCK);
        assertThat(world.effects().values()).as("P5: one effect of each").allMatch(times -> times == 1);
        assertThat(debits).as("P2: nothing is given back that was not taken").isBetween(0, 1);
        assertThat(taken).isBetween(0, 1);
        if (world.saga().status() == SagaStatus.COMPLETED) {
            assertThat(List.of(debits, taken, world.times(UPDATE_STATUS)))
                    .as("P2: SUCCESS")
                    .containsOnly(1);
        }
        if (world.saga().status() == SagaStatus.FAILED) {
            assertThat(List.of(debits, taken))
                    .as("P2: FAILED nets to nothing: %s", world)
                    .containsOnly(0);
            assertThat(world.times(UPDATE_STATUS))
                    .as("P1: no order stays PENDING")
                    .isEqualTo(world.times(CREATE_ORDER));
        }
    }

    private Set<String> ends() {
        return known.values().stream()
                .map(SagaWorld::saga)
                .filter(saga -> saga.status().isFinished())
                .map(saga -> saga.failure() == null
                        ? saga.status().name()
                        : saga.failure().code())
                .collect(Collectors.toSet());
    }

    private Set<SagaWorld.Key> statesThatCanStillEnd() {
        Set<SagaWorld.Key> found = new HashSet<>();
        Deque<SagaWorld.Key> open = new ArrayDeque<>();
        known.forEach((key, world) -> {
            if (world.saga().status().isFinished()) {
                open.add(key);
            }
        });
        while (!open.isEmpty()) {
            SagaWorld.Key key = open.remove();
            if (found.add(key)) {
                open.addAll(before.getOrDefault(key, List.of()));
            }
        }
        return found;
    }
}
