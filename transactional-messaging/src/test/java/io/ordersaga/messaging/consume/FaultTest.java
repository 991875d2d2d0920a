package io.ordersaga.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.UncategorizedSQLException;

/** A technical exception is told from a message that cannot be handled. */
class FaultTest {

    @Test
    void a19_a_rollback_that_fails_because_the_connection_died_is_no_fault_of_the_message() {
        SQLException ofThePool = new SQLException("Connection is closed");
        RuntimeException ofJpa = new IllegalStateException("Unable to rollback against JDBC Connection", ofThePool);

        assertThat(Fault.of(ofJpa)).isEqualTo(Fault.OUTAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "08006, OUTAGE",
        "57P01, OUTAGE",
        "53100, OUTAGE",
        "42501, OUTAGE",
        "42703, OUTAGE",
        "42P01, OUTAGE",
        "42601, MESSAGE",
        "0A000, CONFLICT",
        "40P01, CONFLICT",
        "40001, CONFLICT",
        "23505, MESSAGE"
    })
    void a19_the_databases_own_word_counts_however_deep_it_is_wrapped(String state, Fault expected) {
        SQLException said = new SQLException("as PostgreSQL says it", state);

        assertThat(Fault.of(new IllegalStateException(new UncategorizedSQLException("task", "select 1", said))))
                .isEqualTo(expected);
    }
}
