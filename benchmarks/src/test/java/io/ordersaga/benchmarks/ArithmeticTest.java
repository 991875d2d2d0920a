package io.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

    @Test
    void a_percentile_is_the_latency_that_so_many_did_not_exceed() {
        Latencies latencies = Latencies.of(
                LongStream.rangeClosed(1, 200).map(i -> i * 1_000_000).toArray());

        assertThat(latencies.millisAt(0.50)).isEqualTo(100);
        assertThat(latencies.millisAt(0.99)).isEqualTo(198);
        assertThat(latencies.millisAt(1)).isEqualTo(200);
        assertThat(Latencies.of().millisAt(0.5)).isZero();
    }

    @Test
    void a_process_may_have_any_name_and_what_its_children_used_counts() {
        String stat = "42 (a) b) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 30 20 20 0 1 0 100 0 0";

        assertThat(Processes.cpuSecondsOf(stat)).isEqualTo(2.5);
    }

    @Test
    void what_was_used_is_the_difference() {
        Usage before = new Usage(Map.of("a", 1.0), 10, 1_000);
        Usage after = new Usage(Map.of("a", 3.0, "b", 1.0), 30, 5_000);

        assertThat(after.since(before)).isEqualTo(new Usage(Map.of("a", 2.0, "b", 1.0), 20, 4_000));
        assertThat(after.since(before).cpuMillisPer(100)).isEqualTo(30);
    }

    @Test
    void the_heap_is_what_jstat_says_is_used() {
        String jstat = """
                S0C         S1C         S0U         S1U          EC           EU           OC           OU      MC
               8704.0      8704.0       512.0         0.0      69952.0      20480.0      174784.0      30720.0  4864.0
            """;

        assertThat(Processes.heapMiBOf(jstat)).isEqualTo(51);
    }

    @Test
    void shares_are_even_and_none_is_larger_than_allowed() {
        assertThat(Shares.of(1, 50)).containsExactly(1);
        assertThat(Shares.of(64, 50)).containsExactly(32, 32);
        assertThat(Shares.of(256, 50)).containsExactly(43, 43, 43, 43, 42, 42);
        assertThat(Shares.of(3, 1)).containsExactly(1, 1, 1);
    }

    @Test
    void what_is_asked_for_is_understood_or_refused_in_a_sentence() {
        Options options = Options.parse("--scenario", "hot", "--clients", "1,16", "--batch-size", "1");

        assertThat(options.scenario()).isEqualTo(Scenario.HOT);
        assertThat(options.clients()).isEqualTo(List.of(1, 16));
        assertThat(options.batchSize()).hasValue(1);
        assertThat(options.all()).isFalse();
        assertThat(Options.parse("--all", "--only", "floor,order saga").only()).containsExactly("floor", "order saga");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--scenario", "calm"))
                .withMessageStartingWith("'calm' is no scenario");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--speed", "9"))
                .withMessageStartingWith("'--speed' is no option");
    }

    @Test
    void rows_are_compared_with_the_fastest_of_what_is_beside_them() {
        List<Measurement> run = List.of(
                measured(Plan.BATCHED_FLOOR, 64, 1_000),
                measured(Plan.BATCHED_FLOOR, 256, 2_000),
                measured(Plan.BATCHED_FLOOR, 800, 1_500),
                measured(Plan.ORDER_SAGA, 1, 50),
                measured(Plan.ORDER_SAGA, 256, 800));

        assertThat(new Ratios(run).all())
                .containsEntry("throughput: order saga / batched floor", 0.4)
                .doesNotContainKey("throughput: hot product / order saga");
    }

    @Test
    void what_is_measured_in_turns_counts_together() {
        Measurement both = measured(Plan.ORDER_SAGA, 256, 800).and(measured(Plan.ORDER_SAGA, 256, 400));

        assertThat(both.ordersPerSecond()).isEqualTo(600);
        assertThat(both.cpuMillis()).isEqualTo(2_000 / 1_200.0);
    }

    @Test
    void trials_take_turns_with_those_that_find_the_same_tables() {
        Trial spread = Trial.of("spread", Scenario.SPREAD, 1);
        Trial hot = Trial.of("hot", Scenario.HOT, 1);

        Round round = new Round("round", ArithmeticTest::notStarted, List.of(spread, hot, spread.after(9)), 0);

        assertThat(round.byFinished()).containsExactly(List.of(spread, hot), List.of(spread.after(9)));
    }

    @Test
    void the_picture_has_a_bar_for_each_row() {
        String svg = new Chart(List.of(measured(Plan.ORDER_SAGA, 64, 700), measured(Plan.ORDER_SAGA, 256, 800))).svg();

        assertThat(svg).contains("order saga, 256 clients").doesNotContain("order saga, 64 clients");
    }

    private static Contestant notStarted(Home home) {
        throw new IllegalStateException("nobody starts anything on " + home);
    }

    private static Measurement measured(String row, int clients, int orders) {
        return new Measurement(
                Trial.of(row, Scenario.SPREAD, clients),
                new Load.Result(Latencies.of(new long[orders]), 1, new ArrayDeque<>()),
                new Usage(Map.of("client", 1.0), 0, 0),
                new Counts(1, 0, 12),
                Map.of());
    }
}
