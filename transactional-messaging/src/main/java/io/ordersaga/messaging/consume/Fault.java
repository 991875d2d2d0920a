package io.ordersaga.messaging.consume;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What to make of an exception: none of them says anything about the business. */
enum Fault {

    /** The database cannot be worked with now; every message would fail, so all wait. */
    OUTAGE,

    /** Somebody else was in the way (deadlock, serialization, lock time-out); the same again will do. */
    CONFLICT,

    /** This message cannot be handled, for whatever reason. */
    MESSAGE;

    private static final List<String> OUTAGES =
            List.of("08", "25006", "3F000", "42501", "42703", "42883", "42P01", "53", "57P", "58");
    private static final List<String> CONFLICTS = List.of("0A000", "25P03", "26000", "40", "55P", "57014");

    static Fault of(Throwable thrown) {
        // On a connection that died the rollback fails too, and hides what was thrown first.
        if (thrown instanceof TransactionSystemException system && system.getApplicationException() != null) {
            return of(system.getApplicationException());
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof CannotCreateTransactionException) {
                return OUTAGE;
            }
            if (cause instanceof SQLException sql) {
                return ofState(sql.getSQLState());
            }
        }
        return switch (thrown) {
            case ConcurrencyFailureException _ -> CONFLICT;
            case DataAccessResourceFailureException _, TransactionSystemException _, OutOfMemoryError _ -> OUTAGE;
            default -> MESSAGE;
        };
    }

    /**
     * What PostgreSQL says always has a state; what has none is the pool's word that the connection is closed. JPA's
     * rollback says so on a connection that died, and hides what was thrown first.
     *
     * <p>PostgreSQL error codes (appendix A). Outages: 08 connection, 25006 read-only after a fail-over, 3F000, 42703, 42883
     * and 42P01 a schema, column, function or table that is not there, as for the old instances while a new version rolls
     * out, 42501 a right that was taken away, 53 resources such as a full disk, 57P shutdown, 58 system. Conflicts: 0A000 and
     * 26000 a prepared statement that a change of the schema has outlived, 25P03 a transaction that paused too long, 40
     * deadlock and serialization, 55P locks, 57014 a statement that was cancelled or took too long.
     */
    private static Fault ofState(@Nullable String state) {
        if (state == null || OUTAGES.stream().anyMatch(state::startsWith)) {
            return OUTAGE;
        }
        return CONFLICTS.stream().anyMatch(state::startsWith) ? CONFLICT : MESSAGE;
    }
}
