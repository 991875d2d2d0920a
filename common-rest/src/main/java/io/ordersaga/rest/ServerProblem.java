package io.ordersaga.rest;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** What a client hears when a sound request fails here: whether it took effect, and whether to send it again. */
public enum ServerProblem {
    CHANGED_MEANWHILE(
            HttpStatus.CONFLICT,
            "changed-meanwhile",
            "Something else changed it at the same moment and this request changed nothing; send it again."),
    NOT_STARTED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service-unavailable",
            "The database cannot be reached or is too busy and this request changed nothing; send it again in a"
                    + " moment."),
    INTERRUPTED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service-interrupted",
            "The database was lost or too busy on the way; see whether this request took effect, then send it again."),
    UNEXPECTED(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal-error",
            "Something went wrong on our side and is in this service's log; see whether this request took effect before"
                    + " you send it again.");

    private final HttpStatus status;
    private final String slug;
    private final String detail;

    ServerProblem(HttpStatus status, String slug, String detail) {
        this.status = status;
        this.slug = slug;
        this.detail = detail;
    }

    public static ServerProblem of(Exception e) {
        return switch (e) {
            case OptimisticLockingFailureException _ -> CHANGED_MEANWHILE;
            case CannotCreateTransactionException _ -> NOT_STARTED;
            case DataAccessResourceFailureException _, TransientDataAccessException _, TransactionTimedOutException _ ->
                INTERRUPTED;
            default -> isLostConnection(e) ? INTERRUPTED : UNEXPECTED;
        };
    }

    /** Whether the database is away, for whoever asks: another request would not fare better. */
    static boolean isOutage(Throwable thrown) {
        return thrown instanceof Exception e
                && !(e instanceof ConcurrencyFailureException)
                && of(e).status == HttpStatus.SERVICE_UNAVAILABLE;
    }

    /**
     * JPA's rollback fails too on a connection that died, and hides what was thrown first. PostgreSQL's own words carry
     * a state (appendix A: 08 connection, 57P shutdown); without one it is the pool that says the connection is closed.
     */
    private static boolean isLostConnection(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57P");
            }
        }
        return false;
    }

    public HttpStatus status() {
        return status;
    }

    public ProblemDetail document() {
        return Problems.document(status, slug, detail);
    }

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, Problems.RETRY_SECONDS);
        }
        return headers;
    }

    /** With its stack only where that tells more than the message. */
    public void log(Logger log, Exception e) {
        if (this == UNEXPECTED) {
            log.error("A request failed", e);
        } else {
            log.warn("A request could not be served ({}): {}", slug, e.toString());
        }
    }
}
