package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.testing.SagaExchange.Heard;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sagas ask for happens once, whatever comes twice, late, early or for somebody who is gone. */
public abstract class SagaStory extends HoldingsStory {

    private static final String CANCELLED = "CANCELLED";

    private final UUID saga = UUID.randomUUID();

    protected SagaStory(Holdings holdings) {
        super(holdings);
    }

    @Test
    void a_check_answers_and_changes_nothing() {
        String path = created(10);

        Command check = holdings.check(saga, idOf(path), 10);
        assertProperties(succeeds(check), check, "success");

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(10));
        assertThat(ledgerOf(path)).hasSize(1);
    }

    @Test
    void taking_all_there_is_leaves_nothing() {
        String path = created(10);

        Command take = holdings.take(saga, idOf(path), 10);
        Heard answer = succeeds(take);

        assertProperties(answer, take, "success");
        assertThat(answer.body()).isEqualTo("""
            {"saga_id":"%s","order_id":"%s"}\
            """.formatted(saga, take.orderId()));
        assertThat(heldBy(path)).isZero();
        assertLedgerAddsUp(path, holdings.units(0));
    }

    @Test
    void more_than_there_is_is_refused_and_changes_nothing() {
        String path = created(10);

        isRefused(holdings.check(saga, idOf(path), 11), holdings.refusals().tooLittle());
        isRefused(holdings.take(saga, idOf(path), 11), holdings.refusals().tooLittle());

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(10));
        assertThat(ledgerOf(path)).hasSize(1);
    }

    @Test
    void who_never_was_is_not_found() {
        Command take = holdings.take(saga, Long.MAX_VALUE, 1);

        isRefused(holdings.check(saga, Long.MAX_VALUE, 1), holdings.refusals().notFound());
        isRefused(take, holdings.refusals().notFound());
        assertProperties(exchange.hears(event(take, "failure")), take, "failure");
    }

    @Test
    void a01_a_duplicate_is_answered_again_and_has_no_second_effect() {
        String path = created(10);

        isRepeated(holdings.take(saga, idOf(path), 4), "success");
        isRepeated(holdings.giveBack(saga, idOf(path), 4), "success");

        assertLedgerAddsUp(path, holdings.units(10));
        assertThat(ledgerOf(path)).hasSize(3);
    }

    @Test
    void a01_a_refusal_stands_even_when_there_is_enough_by_now() {
        String path = created(0);
        Command take = holdings.take(saga, idOf(path), 4);
        isRefused(take, holdings.refusals().tooLittle());
        door.put(path, valid(10)).hasStatus(200);

        isRepeated(take, "failure");

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(10));
    }

    @Test
    void a05_a06_what_is_given_back_before_it_is_taken_is_never_taken() {
        String path = created(10);

        succeeds(holdings.giveBack(saga, idOf(path), 4));
        isRefused(holdings.take(saga, idOf(path), 4), CANCELLED);

        isRepeated(holdings.giveBack(saga, idOf(path), 4), "success");
        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(10));
        assertThat(ledgerOf(path)).hasSize(1);
    }

    @Test
    void what_was_refused_is_not_given_back() {
        String path = created(3);
        isRefused(holdings.take(saga, idOf(path), 4), holdings.refusals().tooLittle());

        succeeds(holdings.giveBack(saga, idOf(path), 4));

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(3));
    }

    @Test
    void what_is_given_back_is_what_the_ledger_says_was_taken_whatever_the_command_says() {
        String taken = created(10);
        String other = created(10);
        succeeds(holdings.take(saga, idOf(taken), 4));

        succeeds(holdings.giveBack(saga, idOf(other), 9));

        assertLedgerAddsUp(taken, holdings.units(10));
        assertLedgerAddsUp(other, holdings.units(10));
    }

    @Test
    void a35_a36_what_is_given_back_still_reaches_who_was_deleted() {
        String path = created(10);
        succeeds(holdings.take(saga, idOf(path), 4));
        door.delete(path).hasStatus(204);

        succeeds(holdings.giveBack(saga, idOf(path), 4));

        assertThat(ledgerOf(path)).hasSize(3);
        assertLedgerAddsUp(path, holdings.units(10));
        door.get(path).isProblem(404, holdings.word() + "-not-found");
    }

    @Test
    void a35_a36_nothing_can_be_taken_from_who_was_deleted() {
        String path = created(10);
        door.delete(path).hasStatus(204);

        isRefused(holdings.check(saga, idOf(path), 4), holdings.refusals().notFound());
        isRefused(holdings.take(saga, idOf(path), 4), holdings.refusals().notFound());

        assertLedgerAddsUp(path, holdings.units(10));
    }

    @Test
    void a41_what_is_given_back_is_held_even_beside_the_most_that_people_can_set() {
        String path = created(10);
        succeeds(holdings.take(saga, idOf(path), 4));
        door.put(path, json(holdings.fields(holdings.most()))).hasStatus(200);

        succeeds(holdings.giveBack(saga, idOf(path), 4));

        assertLedgerAddsUp(path, holdings.most().add(holdings.units(4)));
        assertThat(heldBy(path)).isGreaterThan(holdings.most());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{", "", "null", "[]"})
    void an_absurd_command_becomes_a_dead_letter_and_hinders_nobody(String body) {
        String path = created(10);
        String key = RoutingKey.of(holdings.take(saga, idOf(path), 4)).toString();

        exchange.send(key, UUID.randomUUID(), body);
        succeeds(holdings.take(UUID.randomUUID(), idOf(path), 4));

        exchange.buries(key);
        assertThat(exchange.eventsOf(saga)).isEmpty();
    }

    /** Sends the command until it was answered at least twice, and compares the answers byte by byte. */
    private void isRepeated(Command command, String outcome) {
        exchange.send(command);
        int before = exchange.hears(event(command, outcome), 1).size();
        exchange.send(command);
        List<Heard> answers = exchange.hears(event(command, outcome), before + 1);
        assertThat(answers)
                .extracting(Heard::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers)
                .extracting(answer -> answer.properties().getMessageId())
                .containsOnly(answers.getFirst().properties().getMessageId());
    }
}
