package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.rest.Answer;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whose answer was lost sends the same again. */
public abstract class RepeatedAdditionStory extends HoldingsStory {

    private final String key = UUID.randomUUID().toString();

    protected RepeatedAdditionStory(Holdings holdings) {
        super(holdings);
    }

    @Test
    void the_same_key_and_amount_count_once() {
        String path = created(7);

        Answer first = add(path, 3, key).hasStatus(200);
        Answer second = add(path, 3, key).hasStatus(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).hasValue("\"1\"");
        assertLedger(path, 2, 10);
    }

    @Test
    void an_amount_that_is_written_in_another_way_is_the_same() {
        String path = created(7);
        add(path, 1000, key).hasStatus(200);

        door.send(
                        "POST",
                        additionTo(path),
                        addition(holdings.units(1000).stripTrailingZeros()),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        key)
                .hasStatus(200);

        assertLedger(path, 2, 1007);
    }

    @Test
    void what_is_answered_again_is_what_is_held_now() {
        String path = created(7);
        add(path, 3, key).hasStatus(200);
        door.put(path, valid(1)).hasStatus(200);

        Answer again = add(path, 3, key).hasStatus(200);

        assertThat(again.json()).isEqualTo(door.get(path).json());
        assertThat(again.header("ETag")).hasValue("\"2\"");
        assertLedger(path, 3, 1);
    }

    @Test
    void the_same_key_with_another_amount_is_refused_and_changes_nothing() {
        String path = created(7);
        add(path, 3, key).hasStatus(200);

        Answer refused = add(path, 4, key).isProblem(422, "idempotency-key-in-use");

        assertThat(refused.json().path("detail").asString())
                .contains(holdings.units(3).toPlainString(), "use a new key");
        assertThat(door.get(path).header("ETag")).hasValue("\"1\"");
        assertLedger(path, 2, 10);
    }

    @Test
    void keys_of_others_and_other_keys_do_not_matter() {
        String path = created(7);
        String other = created(7);

        add(path, 3, key).hasStatus(200);
        add(path, 3, key.toUpperCase(Locale.ROOT)).hasStatus(200);
        add(other, 4, key).hasStatus(200);

        assertLedger(path, 3, 13);
        assertLedger(other, 2, 11);
    }

    @Test
    void without_a_key_each_counts() {
        String path = created(7);

        door.post(additionTo(path), addition(holdings.units(1))).hasStatus(200);
        door.post(additionTo(path), addition(holdings.units(1))).hasStatus(200);

        assertLedger(path, 3, 9);
    }

    @Test
    void what_was_done_is_not_refused_when_there_is_no_room_for_it_any_more() {
        String path = created(7);
        add(path, 3, key).hasStatus(200);
        door.put(path, json(holdings.fields(holdings.most()))).hasStatus(200);

        add(path, 3, key).hasStatus(200);
        add(path, 3, "another").isProblem(422, holdings.addition().tooMuch());

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.most());
    }

    @Test
    void a_key_that_was_refused_is_free() {
        String path = created(7);
        door.put(path, json(holdings.fields(holdings.most()))).hasStatus(200);
        add(path, 3, key).isProblem(422, holdings.addition().tooMuch());
        door.put(path, valid(1)).hasStatus(200);

        add(path, 4, key).hasStatus(200);

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(5));
    }

    @Test
    void the_longest_and_the_shortest_key_are_taken() {
        String path = created(7);

        for (String each : new String[] {"k".repeat(255), "k"}) {
            add(path, 1, each).hasStatus(200);
            add(path, 1, each).hasStatus(200);
        }

        assertLedger(path, 3, 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256, 4000})
    void a_key_that_is_none_is_refused(int length) {
        String path = created(7);

        add(path, 1, "k".repeat(length)).isInvalid("Idempotency-Key");

        assertLedger(path, 1, 7);
    }

    private void assertLedger(String path, int entries, int units) {
        BigDecimal held = holdings.units(units);
        assertThat(ledgerOf(path)).hasSize(entries);
        assertThat(heldBy(path)).isEqualByComparingTo(held);
        assertLedgerAddsUp(path, held);
    }
}
