package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.rest.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the ledger cannot explain is named; what it can is not. */
@SuppressWarnings("NullAway.Init")
public abstract class LedgerAuditStory extends HoldingsStory {

    @Autowired
    private DataSource database;

    private final UUID saga = UUID.randomUUID();

    protected LedgerAuditStory(Holdings holdings) {
        super(holdings);
    }

    @Test
    void books_in_order_give_nothing_to_say() {
        String path = everyKindOfChange();
        door.post(additionTo(path), addition(holdings.units(5))).hasStatus(200);
        door.delete(path).hasStatus(204);

        JsonNode report = door.get("/audit").hasStatus(200).json();

        assertThat(report.path("checked").asLong()).isPositive();
        assertThat(report.path("findings_truncated").asBoolean()).isFalse();
        assertThat(findings(path)).isEmpty();
    }

    /** The kinds are named after what each service holds: TAKE, BACK, HELD and WORD stand for its names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        update TABLE set HELD = HELD + 1 where id = ID                                | SUM_DIFFERS
        update TABLE set ledger_entries = 9 where id = ID                             | ENTRIES_MISSING
        update TABLE set ledger_entries = 900000000 where id = ID                     | ENTRIES_MISSING
        delete from LEDGER where WORD_id = ID and number = 4                          | SUM_DIFFERS ENTRIES_MISSING
        delete from LEDGER where WORD_id = ID                                         | SUM_DIFFERS ENTRIES_MISSING
        update LEDGER set number = 7 where WORD_id = ID and number = 4                | ENTRIES_MISSING
        update LEDGER set CHANGE = CHANGE + 1 where WORD_id = ID and number = 1       | SUM_DIFFERS HELD_AFTER_DIFFERS
        update LEDGER set HELD_after = 0 where WORD_id = ID and number = 2            | HELD_AFTER_DIFFERS
        update LEDGER set CHANGE = case number when 1 then -1 else 1 end, HELD_after = number - 2 where WORD_id = ID and number < 3 | SUM_DIFFERS HELD_AFTER_DIFFERS BELOW_ZERO
        delete from TABLE where id = ID                                               | WORD_MISSING
        update LEDGER set saga_id = gen_random_uuid() where WORD_id = ID and number = 4 | BACK_WITHOUT_TAKE
        update LEDGER set saga_id = null where WORD_id = ID and number = 3            | BACK_WITHOUT_TAKE
        update LEDGER set CHANGE = CHANGE + 1, HELD_after = HELD_after + 1 where WORD_id = ID and number = 4 | SUM_DIFFERS BACK_DIFFERS
        """)
    void a45_what_was_changed_behind_the_ledger_is_named(String change, String kinds) throws SQLException {
        String path = everyKindOfChange();

        plant(named(change).replaceAll("\\bID\\b", String.valueOf(idOf(path))));

        assertThat(findings(path))
                .extracting(finding -> finding.path("kind").asString())
                .containsExactlyInAnyOrder(named(kinds).split(" "));
        assertThat(findings(path))
                .allSatisfy(finding -> assertThat(finding.path("finding").asString())
                        .containsIgnoringCase(holdings.word() + " " + idOf(path)));
    }

    @Test
    void a_refund_that_nothing_explains_is_named_with_its_saga() throws SQLException {
        String path = everyKindOfChange();
        UUID other = UUID.randomUUID();

        plant(named("update LEDGER set saga_id = '" + other + "' where WORD_id = " + idOf(path) + " and number = 4"));

        assertThat(findings(path))
                .extracting(finding -> finding.path("saga_id").asString())
                .containsExactly(other.toString());
    }

    @Test
    void the_ledger_of_sagas_is_ordered_by_saga_and_no_saga_is_split() {
        List<UUID> sagas = new ArrayList<>();
        String path = created(10);
        for (int i = 0; i < 5; i++) {
            sagas.add(UUID.randomUUID());
            succeeds(holdings.take(sagas.getLast(), idOf(path), 4));
            succeeds(holdings.giveBack(sagas.getLast(), idOf(path), 4));
        }

        List<String> seen = new ArrayList<>();
        Optional<String> page = Optional.of("/ledger?limit=2");
        while (page.isPresent()) {
            Answer answer = door.get(page.get()).hasStatus(200);
            List<String> ofPage = answer.json().values().stream()
                    .map(entry -> entry.path("saga_id").asString())
                    .toList();
            assertThat(ofPage.stream().distinct()).hasSizeBetween(1, 2).noneMatch(seen::contains);
            seen.addAll(ofPage);
            page = answer.nextPage();
        }

        assertThat(seen).isSorted();
        assertThat(sagas)
                .allSatisfy(each ->
                        assertThat(seen).filteredOn(each.toString()::equals).hasSize(2));
        door.get("/ledger?limit=0").isInvalid("limit");
        door.get("/ledger?after=5").isInvalid("after");
    }

    /** Opening, addition, taking and giving back: entries 1 to 4. */
    private String everyKindOfChange() {
        String path = created(10);
        door.post(additionTo(path), addition(holdings.units(5))).hasStatus(200);
        succeeds(holdings.take(saga, idOf(path), 4));
        succeeds(holdings.giveBack(saga, idOf(path), 4));
        return path;
    }

    private List<JsonNode> findings(String path) {
        return door.get("/audit").hasStatus(200).json().path("findings").values().stream()
                .filter(finding -> finding.path(holdings.word() + "_id").asLong() == idOf(path))
                .toList();
    }

    private String named(String text) {
        Holdings.LedgerFields fields = holdings.ledgerFields();
        boolean sql = text.contains(" LEDGER ") || text.contains(" TABLE ");
        return text.replace("TABLE", holdings.table())
                .replace("LEDGER", holdings.ledgerTable())
                .replace("CHANGE", fields.change())
                .replace("TAKE", fields.kinds().get(2))
                .replace("BACK", fields.kinds().get(3))
                .replace("HELD", sql ? holdings.held() : holdings.held().toUpperCase(Locale.ROOT))
                .replace("WORD", sql ? holdings.word() : holdings.word().toUpperCase(Locale.ROOT));
    }

    /** As a restored backup, a careless operator or a thief would: the ledger's trigger is off for a moment. */
    private void plant(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table " + holdings.ledgerTable() + " disable trigger user");
            statement.execute(sql);
            statement.execute("alter table " + holdings.ledgerTable() + " enable trigger user");
            connection.commit();
        }
    }
}
