package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;

class ServerProblemTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "53100", "57P01", "58030"})
    void databaseThatIsAwayOrCannotWriteIsAnOutage(String state) {
        assertThat(ServerProblem.of(failure(state))).isEqualTo(ServerProblem.INTERRUPTED);
        assertThat(ServerProblem.isOutage(failure(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "25P03"})
    void lockThatSomebodyHeldForTooLongIsNoFaultOfOursAndOthersMayFareBetter(String state) {
        assertThat(ServerProblem.of(failure(state))).isEqualTo(ServerProblem.INTERRUPTED);
        assertThat(ServerProblem.isOutage(failure(state))).isFalse();
    }

    @Test
    void everythingElseIsAFaultOfOurs() {
        assertThat(ServerProblem.of(failure("22021"))).isEqualTo(ServerProblem.UNEXPECTED);
        assertThat(ServerProblem.isOutage(failure("22021"))).isFalse();
    }

    /** As Spring hands on what it has no name for. */
    private static Exception failure(String state) {
        return new UncategorizedSQLException("insert", "insert ...", new SQLException("no", state));
    }
}
