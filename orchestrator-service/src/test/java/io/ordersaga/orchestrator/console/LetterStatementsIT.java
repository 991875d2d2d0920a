package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.Statements;
import io.ordersaga.testing.Statements.Prepared;
import io.ordersaga.testing.rest.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often the database is asked when dead letters are shown. */
class LetterStatementsIT extends OpenConsole {

    private static final String CAUSE = "planted to be counted";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Statements statements;

    @TestConfiguration
    static class Noting {

        @Bean
        static Statements statements() {
            return new Statements();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 25})
    void the_sagas_of_all_letters_of_a_page_are_asked_for_at_once(int letters) {
        List<UUID> sagas = IntStream.range(0, letters)
                .mapToObj(_ -> sagaOf(place(92, 1, 1)))
                .toList();
        sagas.forEach(this::plantOutlived);
        String list = "/console/dead-letters/" + causeKey();
        String chosen = ids().stream()
                .map(id -> "&letter=" + id)
                .collect(Collectors.joining("", list + "/chosen?what=redeliver", ""));

        assertThat(refusalsIn(readOnce(list))).isEqualTo(letters);
        assertThat(refusalsIn(readOnce(chosen))).isEqualTo(letters);
        assertThat(refusalsIn(readOnce(list + "/all?what=redeliver"))).isEqualTo(Math.min(letters, 5));
    }

    private Answer readOnce(String path) {
        statements.note();
        Answer page = page(path);
        assertThat(statements.noted())
                .extracting(Prepared::sql)
                .filteredOn(sql -> sql.startsWith("select * from saga where") && !sql.contains("for no key update"))
                .as(path)
                .hasSize(1);
        return page;
    }

    private static int refusalsIn(Answer page) {
        return found("(It would not be sent again\\. Its saga has outlived it)", page.body())
                .size();
    }

    private void plantOutlived(UUID saga) {
        jdbc.sql("""
            insert into dead_letter (id, saga_id, service, queue, cause, routing_key, headers, body)
            values (gen_random_uuid(), :saga, 'user-service', 'user-service.commands', :cause,
                    'saga.' || :saga || '.event.user.refund_balance.success', '{}', '{}')
            """).param("saga", saga).param("cause", CAUSE).update();
    }

    private String causeKey() {
        return jdbc.sql("select md5(cause_kind) from dead_letter where cause = ? limit 1")
                .param(CAUSE)
                .query(String.class)
                .single();
    }

    private List<UUID> ids() {
        return jdbc.sql("select id from dead_letter where cause = ?")
                .param(CAUSE)
                .query(UUID.class)
                .list();
    }

    @AfterEach
    void tidyUp() {
        jdbc.sql("delete from dead_letter where cause = ?").param(CAUSE).update();
    }
}
