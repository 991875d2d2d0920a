package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.LastKnown.Known;
import io.ordersaga.orchestrator.saga.StepView;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many running sagas wait for the same answer: one that waits alone has a trouble of its own. */
@Component
class AlsoWaiting {

    /** Running sagas have an index of their own. */
    private static final int MOST = 5_000;

    private static final String COUNT = """
        select concat_ws(' ', step ->> 'role', step ->> 'service', step ->> 'action') as awaited, count(*)
          from (select steps from saga where status in ('STARTED', 'COMPENSATING') limit %d) running,
               json_array_elements(readable_steps(steps)) step
         where step ->> 'status' in ('SENT', 'IN_DOUBT')
         group by 1
        """.formatted(MOST);

    private final JdbcClient jdbc;
    private final LastKnown<Optional<Map<String, Long>>> counted;

    AlsoWaiting(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.counted = new LastKnown<>(() -> Optional.of(count()), Optional.empty(), clock);
    }

    private record Awaited(String step, long sagas) {}

    private Map<String, Long> count() {
        return jdbc.sql(COUNT).query((row, _) -> new Awaited(row.getString(1), row.getLong(2))).list().stream()
                .collect(Collectors.toMap(Awaited::step, Awaited::sagas));
    }

    /** Asks without waiting. */
    void prepare() {
        counted.prepare();
    }

    /** In words, besides the saga that waits for this step itself; empty when it is not known, yet or lately. */
    Optional<String> besides(StepView step) {
        Known<Optional<Map<String, Long>>> known = counted.known();
        return known.oldSince() != null
                ? Optional.empty()
                : known.answer().map(all -> sentence(all.getOrDefault(name(step), 0L) - 1, isCapped(all)));
    }

    private static String name(StepView step) {
        return step.kind() + " " + step.service() + " " + step.name();
    }

    private static boolean isCapped(Map<String, Long> all) {
        return all.values().stream().mapToLong(Long::longValue).sum() >= MOST;
    }

    private static String sentence(long others, boolean isCapped) {
        if (isCapped) {
            return "At least " + Counted.of(Math.max(0, others), "other saga") + " of " + Counted.grouped(MOST)
                    + " that run" + (others == 1 ? " waits" : " wait") + " for the same.";
        }
        return others <= 0
                ? "No other saga waits for the same."
                : Counted.of(others, "other saga") + (others == 1 ? " waits" : " wait") + " for the same.";
    }
}
