package io.ordersaga.messaging.consume;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What to make of an exception: none of them says anything about the business. */
enum Fault {

    /** The database cannot be worked with now; every message would fail, so all wait. */
    OUTAGE,

    /** Somebody else was in the way (deadlock, serialization, lock time-out); the same again will do. */
    CONFLICT,

    /** This message cannot be handled, for whatever reason. */
    MESSAGE;

    static Fault of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof CannotCreateTransactionException) {
                return OUTAGE;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql.getSQLState());
            }
        }
        return switch (thrown) {
            case ConcurrencyFailureException _ -> CONFLICT;
            case DataAccessResourceFailureException _ -> OUTAGE;
            default -> MESSAGE;
        };
    }

    /** PostgreSQL error codes (appendix A): 08 connection, 53 resources, 57P shutdown, 58 system, 40 rollback, 55P locks. */
    private static Fault ofState(String state) {
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58")) {
            return OUTAGE;
        }
        return state.startsWith("40") || state.startsWith("55P") ? CONFLICT : MESSAGE;
    }
}
