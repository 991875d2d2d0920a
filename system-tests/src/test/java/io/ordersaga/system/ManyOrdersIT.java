package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two thousand orders at once, many of which must fail. */
class ManyOrdersIT {

    private final RunningSystem system = RunningSystem.shared();

    @Test
    void p1_p2_every_order_ends_and_the_books_add_up_to_the_cent() {
        List<Long> users = IntStream.range(0, 1000)
                .mapToObj(i -> system.user(i % 5 == 0 ? "25.00" : "500.00"))
                .toList();
        List<Long> products = LongStream.range(0, 100)
                .mapToObj(i -> system.product("9." + (10 + i % 90), i % 10 == 0 ? 3 : 1000))
                .toList();
        Load load = new Load(system, users, products);
        long begun = System.nanoTime();

        load.place(2000, 64, 42);
        List<JsonNode> ended = load.ended(Duration.ofMinutes(3));

        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Long> outcomes = ended.stream()
                .collect(Collectors.groupingBy(
                        saga -> saga.path("failure_code").isNull()
                                ? "SUCCESS"
                                : saga.path("failure_code").asString(),
                        Collectors.counting()));
        System.out.printf("2000 orders in %.1f s: %s%n", seconds, outcomes);
        assertThat(ended).hasSize(2000);
        assertThat(outcomes).containsKeys("SUCCESS", "INSUFFICIENT_STOCK", "INSUFFICIENT_BALANCE");
        Audit.check(system, ended, users, products);
    }
}
