package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Command;
import io.ordersaga.testing.rest.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Many sagas and many people at the same thing at the same moment, with small batches on several consumers. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"order-saga.messaging.consumers=4", "order-saga.messaging.batch-size=3"})
public abstract class RaceStory extends HoldingsStory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    protected RaceStory(Holdings holdings) {
        super(holdings);
    }

    @RepeatedTest(2)
    void a32_64_sagas_for_the_last_ten_units_leave_ten_winners() {
        String path = created(10);
        List<Command> takes = takesFrom(path, 64);

        atOnce(takes.stream().map(this::sending));

        takes.forEach(this::isAnswered);
        assertThat(takes.stream().filter(this::succeeded)).hasSize(10);
        assertThat(takes.stream().filter(take -> !succeeded(take)))
                .allSatisfy(loser -> assertThat(
                                exchange.hears(event(loser, "failure")).body())
                        .contains(holdings.refusals().tooLittle()));
        assertThat(heldBy(path)).isZero();
        assertLedgerAddsUp(path, holdings.units(0));
    }

    @RepeatedTest(2)
    void a34_a51_taking_giving_back_adding_and_editing_at_once_adds_up() {
        String path = created(100);
        List<Command> takes = takesFrom(path, 64);
        List<Command> backs = takes.stream()
                .limit(32)
                .map(take -> holdings.giveBack(take.sagaId(), idOf(path), 1))
                .toList();
        List<Runnable> work = new ArrayList<>();
        Stream.concat(takes.stream(), backs.stream()).map(this::sending).forEach(work::add);
        work.addAll(Collections.nCopies(
                20,
                () -> door.post(additionTo(path), addition(holdings.units(1))).hasStatus(200)));
        IntStream.range(60, 70)
                .forEach(level -> work.add(() -> door.put(path, valid(level)).hasStatus(200)));
        Collections.shuffle(work);

        atOnce(work.stream());

        Stream.concat(takes.stream(), backs.stream()).forEach(this::isAnswered);
        assertLedgerAddsUp(path, heldBy(path));
        assertThat(takes).allSatisfy(take -> assertThat(changesOf(take, path)).isEqualTo(expectedOf(take, backs)));
        assertThat(ledgerOf(path).stream()
                        .filter(entry -> entry.path("kind")
                                .asString()
                                .equals(holdings.ledgerFields().kinds().get(1))))
                .hasSize(20);
    }

    @RepeatedTest(2)
    void a34_who_edits_what_they_have_read_loses_none_of_the_sales_between() {
        String path = created(100);
        List<Command> takes = takesFrom(path, 40);

        atOnce(Stream.concat(
                takes.stream().map(this::sending), Collections.nCopies(8, (Runnable) () -> raise(path)).stream()));

        takes.forEach(take -> exchange.hears(event(take, "success")));
        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(100 - 40 + 8));
        assertLedgerAddsUp(path, heldBy(path));
    }

    @RepeatedTest(2)
    void many_additions_with_one_key_at_once_count_once() {
        String path = created(100);
        List<Command> takes = takesFrom(path, 20);
        Runnable adding = () -> add(path, 5, "one and the same").hasStatus(200);

        atOnce(Stream.concat(takes.stream().map(this::sending), Collections.nCopies(24, adding).stream()));

        takes.forEach(take -> exchange.hears(event(take, "success")));
        assertThat(ledgerOf(path)).hasSize(1 + 20 + 1);
        assertLedgerAddsUp(path, holdings.units(100 - 20 + 5));
        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(100 - 20 + 5));
    }

    /** Reads, adds one and writes, until nobody came between. */
    private void raise(String path) {
        Answer written;
        do {
            Answer read = door.get(path).hasStatus(200);
            BigDecimal more = read.json().path(holdings.held()).decimalValue().add(holdings.units(1));
            written = door.putIfMatch(
                    path, json(holdings.fields(more)), read.header("ETag").orElseThrow());
        } while (written.status() == 412);
        written.hasStatus(200);
    }

    private List<Command> takesFrom(String path, int count) {
        return Stream.generate(() -> holdings.take(UUID.randomUUID(), idOf(path), 1))
                .limit(count)
                .toList();
    }

    private Runnable sending(Command command) {
        return () -> exchange.send(command);
    }

    private void isAnswered(Command command) {
        String answered = event(command, "");
        await().pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(() -> exchange.eventsOf(command.sagaId()).stream().anyMatch(key -> key.startsWith(answered)));
    }

    private boolean succeeded(Command command) {
        return exchange.eventsOf(command.sagaId()).contains(event(command, "success"));
    }

    /** How many entries a saga has in the ledger: one for what was taken, one for what was given back. */
    private long changesOf(Command take, String path) {
        return ledgerOf(path).stream()
                .filter(entry ->
                        entry.path("saga_id").asString("").equals(take.sagaId().toString()))
                .count();
    }

    private long expectedOf(Command take, List<Command> backs) {
        boolean givenBack = backs.stream().anyMatch(back -> back.sagaId().equals(take.sagaId()));
        return !succeeded(take) ? 0 : givenBack ? 2 : 1;
    }

    private static void atOnce(Stream<Runnable> work) {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            work.forEach(each -> all.add(people.submit(each)));
            assertThat(all).allSatisfy(done -> assertThat(done).succeedsWithin(PATIENCE));
        }
    }
}
