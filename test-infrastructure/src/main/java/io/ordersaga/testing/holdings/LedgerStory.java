package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersaga.testing.rest.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every change leaves an entry behind, for ever. */
@SuppressWarnings("NullAway.Init")
public abstract class LedgerStory extends HoldingsStory {

    @Autowired
    private DataSource database;

    protected LedgerStory(Holdings holdings) {
        super(holdings);
    }

    @Test
    void every_kind_of_change_is_entered_in_its_order() {
        String path = created(10);
        UUID saga = UUID.randomUUID();
        door.post(additionTo(path), addition(holdings.units(5))).hasStatus(200);
        succeeds(holdings.take(saga, idOf(path), 4));
        succeeds(holdings.giveBack(saga, idOf(path), 4));
        door.put(path, valid(3)).hasStatus(200);

        assertThat(ledgerOf(path))
                .extracting(entry -> entry.path("kind").asString())
                .containsExactlyElementsOf(holdings.ledgerFields().kinds());
        assertThat(ledgerOf(path))
                .extracting(entry -> entry.path("saga_id").asString(""))
                .containsExactly("", "", saga.toString(), saga.toString(), "");
        assertLedgerAddsUp(path, holdings.units(3));
    }

    @Test
    void an_entry_says_of_what_it_is_and_when_it_was_made() {
        Instant before = Instant.now().minusSeconds(1);
        String path = created(10);

        JsonNode entry = ledgerOf(path).getFirst();

        assertThat(entry.path(holdings.word() + "_id").asLong()).isEqualTo(idOf(path));
        assertThat(Instant.parse(entry.path("created_at").asString())).isBetween(before, Instant.now());
    }

    @Test
    void nothing_is_entered_where_nothing_changes() {
        String path = created(10);

        door.put(path, valid(10)).hasStatus(200);

        assertThat(ledgerOf(path)).hasSize(1);
    }

    @Test
    void also_an_empty_beginning_is_entered() {
        assertThat(ledgerOf(created(0))).hasSize(1);
    }

    @Test
    void it_is_listed_page_by_page_and_stays_when_its_owner_is_deleted() {
        String path = created(10);
        door.post(additionTo(path), addition(holdings.units(5)));
        door.post(additionTo(path), addition(holdings.units(5)));
        door.delete(path).hasStatus(204);

        Answer first = door.get(path + "/ledger?limit=2").hasStatus(200);
        Answer second = door.get(first.nextPage().orElseThrow()).hasStatus(200);

        assertThat(first.json().size()).isEqualTo(2);
        assertThat(second.json().size()).isEqualTo(1);
        assertThat(second.nextPage()).isEmpty();
        assertLedgerAddsUp(path, holdings.units(20));
    }

    @Test
    void it_is_listed_newest_first_page_by_page_too() {
        String path = created(10);
        door.post(additionTo(path), addition(holdings.units(5)));
        door.post(additionTo(path), addition(holdings.units(5)));

        Answer first = door.get(path + "/ledger?newest_first=true&limit=2").hasStatus(200);
        Answer second = door.get(first.nextPage().orElseThrow()).hasStatus(200);

        assertThat(numbers(first)).containsExactly(3, 2);
        assertThat(numbers(second)).containsExactly(1);
        assertThat(second.nextPage()).isEmpty();
        door.get(path + "/ledger?newest_first=perhaps").isInvalid("newest_first");
    }

    private static List<Integer> numbers(Answer page) {
        return page.json().values().stream()
                .map(entry -> entry.path("id").asInt())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update %s set kind = 'OPENING'", "delete from %s", "truncate %s"})
    void not_even_sql_can_change_it(String statement) {
        String path = created(10);

        assertThatThrownBy(() -> execute(statement.formatted(holdings.ledgerTable())))
                .hasMessageContaining("append-only");

        assertThat(ledgerOf(path)).hasSize(1);
    }

    @Test
    void p2_not_even_sql_can_enter_a_second_debit_or_refund_of_one_saga() {
        String path = created(10);
        UUID saga = UUID.randomUUID();
        succeeds(holdings.take(saga, idOf(path), 4));
        succeeds(holdings.giveBack(saga, idOf(path), 4));

        for (String kind : holdings.ledgerFields().kinds().subList(2, 4)) {
            assertThatThrownBy(() -> execute(enteringAgain(saga, kind)))
                    .as(kind)
                    .hasMessageContaining(holdings.ledgerTable() + "_saga");
        }

        assertThat(ledgerOf(path)).hasSize(3);
    }

    private String enteringAgain(UUID saga, String kind) {
        String columns =
                ", kind, saga_id, created_at, " + holdings.ledgerFields().change() + ", "
                        + holdings.ledgerFields().after();
        String whose = holdings.word() + "_id, number";
        return "insert into " + holdings.ledgerTable() + " (" + whose + columns + ") select " + whose + " + 10"
                + columns + " from " + holdings.ledgerTable() + " where saga_id = '" + saga + "' and kind = '" + kind
                + "'";
    }

    @Test
    void p2_not_even_sql_can_make_what_is_held_less_than_nothing() {
        String path = created(10);

        assertThatThrownBy(() -> execute(
                        "update " + holdings.table() + " set " + holdings.held() + " = -1 where id = " + idOf(path)))
                .hasMessageContaining("_never_below_zero");

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(10));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
