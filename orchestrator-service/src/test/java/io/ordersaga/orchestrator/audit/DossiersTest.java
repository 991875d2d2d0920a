package io.ordersaga.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.orchestrator.engine.SagaStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Four lists become what they say of each saga, however they cover each other. */
class DossiersTest {

    /** Ids around the places where a sign would put them elsewhere. */
    private static final List<UUID> IDS = List.of(
            new UUID(0, 1),
            new UUID(1, -1),
            new UUID(Long.MAX_VALUE, 0),
            new UUID(Long.MIN_VALUE, 0),
            new UUID(-1, Long.MAX_VALUE),
            new UUID(-1, -1));

    /** Each of four sagas is in any of the 16 combinations of lists: 65,536 merges. */
    @Test
    void every_saga_comes_once_in_order_with_all_that_is_said_of_it() {
        List<UUID> ids = IDS.subList(1, 5);
        for (int combination = 0; combination < 1 << 16; combination++) {
            int in = combination;
            List<List<UUID>> lists = IntStream.range(0, 4)
                    .mapToObj(list -> IntStream.range(0, 4)
                            .filter(id -> (in >> (4 * list + id) & 1) == 1)
                            .mapToObj(ids::get)
                            .toList())
                    .toList();
            assertMerged(lists);
        }
    }

    private static void assertMerged(List<List<UUID>> lists) {
        Iterator<Dossier> merged = new Dossiers(
                lists.get(0).stream().map(DossiersTest::saga).iterator(),
                twice(lists.get(1)),
                twice(lists.get(2)),
                lists.get(3).stream().map(DossiersTest::order).iterator());
        TreeSet<UUID> expected = new TreeSet<>(TimeOrderedId.ORDER);
        lists.forEach(expected::addAll);
        List<UUID> seen = new ArrayList<>();
        merged.forEachRemaining(dossier -> {
            UUID id = dossier.sagaId();
            seen.add(id);
            if ((dossier.saga() != null) != lists.get(0).contains(id)
                    || dossier.money().size() != (lists.get(1).contains(id) ? 2 : 0)
                    || dossier.stock().size() != (lists.get(2).contains(id) ? 2 : 0)
                    || (dossier.order() != null) != lists.get(3).contains(id)) {
                throw new AssertionError(dossier + " of " + lists);
            }
        });
        if (!seen.equals(List.copyOf(expected))) {
            throw new AssertionError(seen + " of " + lists);
        }
    }

    @Test
    void a_list_in_another_order_is_refused_because_something_would_be_missed() {
        assertThatThrownBy(() -> new Dossiers(
                                Stream.of(saga(IDS.get(3)), saga(IDS.get(1))).iterator(), none(), none(), none())
                        .forEachRemaining(_ -> {}))
                .hasMessageContaining("not ordered");
    }

    @Test
    void a_long_list_is_read_page_by_page_up_to_the_end_of_its_range() {
        List<UUID> all = ids(2500);
        List<UUID> asked = new ArrayList<>();
        Paged.Source<SagaLine> source = (after, most) -> {
            asked.add(after);
            List<SagaLine> page = all.stream()
                    .filter(id -> TimeOrderedId.ORDER.compare(id, after) > 0)
                    .limit(most)
                    .map(DossiersTest::saga)
                    .toList();
            return new Paged.Page<>(page, page.size() < most);
        };

        List<UUID> read = new ArrayList<>();
        new Paged<>(source, SagaRange.of(null, null)).forEachRemaining(line -> read.add(line.sagaId()));
        List<UUID> some = new ArrayList<>();
        new Paged<>(source, new SagaRange(all.get(9), all.get(20))).forEachRemaining(line -> some.add(line.sagaId()));

        assertThat(read).isEqualTo(all);
        assertThat(asked).startsWith(TimeOrderedId.BEFORE_ALL, all.get(999), all.get(1999));
        assertThat(some).isEqualTo(all.subList(10, 20));
        assertThat(source.of(all.get(5))).extracting(SagaLine::sagaId).containsExactly(all.get(5));
        assertThat(source.of(new UUID(9, 9))).isEmpty();
    }

    private static List<UUID> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new UUID(1, i)).toList();
    }

    private static <T> Iterator<T> none() {
        return List.<T>of().iterator();
    }

    private static Iterator<Entry> twice(List<UUID> ids) {
        Function<UUID, Entry> entry = id -> new Entry(id, 1, "DEBIT", BigDecimal.ONE);
        return ids.stream()
                .flatMap(id -> Stream.of(entry.apply(id), entry.apply(id)))
                .iterator();
    }

    private static SagaLine saga(UUID id) {
        return new SagaLine(id, SagaStatus.COMPLETED, false, null, Instant.EPOCH, Instant.EPOCH, List.of());
    }

    private static OrderLine order(UUID id) {
        return new OrderLine(id, id, OrderLine.Status.PENDING, null, true);
    }
}
