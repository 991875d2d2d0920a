package io.ordersaga.rest;

import java.sql.SQLException;
import java.util.List;
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

    /**
     * What PostgreSQL says of itself, not of the request (its error codes, appendix A): 08 connection, 25006 read-only after a
     * fail-over, 53 resources such as a full disk, 57P shutdown, 58 system.
     */
    private static final List<String> AWAY = List.of("08", "25006", "53", "57P", "58");

    /** Somebody held a lock for too long, or this transaction paused for too long. Others may fare better. */
    private static final List<String> IN_THE_WAY = List.of("25P03", "55P");

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
            default -> says(e, AWAY) || says(e, IN_THE_WAY) ? INTERRUPTED : UNEXPECTED;
        };
    }

    /** Whether the database is away, for whoever asks: another request would not fare better. */
    static boolean isOutage(Throwable thrown) {
        return thrown instanceof Exception e
                && !(e instanceof ConcurrencyFailureException)
                && !says(e, IN_THE_WAY)
                && of(e).status == HttpStatus.SERVICE_UNAVAILABLE;
    }

    /**
     * Spring knows not all of these states by a name of its own. PostgreSQL's words always carry one; without it is the pool
     * that says the connection is closed, as JPA's rollback does, which hides what was thrown first.
     */
    private static boolean says(Throwable e, List<String> states) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState() == null ? "08" : sql.getSQLState();
                return states.stream().anyMatch(state::startsWith);
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
