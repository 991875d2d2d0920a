package io.ordersaga.bookshop;

import io.ordersaga.rest.Problems;
import java.sql.SQLException;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fails in the way it is asked to. */
@RestController
class FaultController {

    @PostMapping("/faults/{kind}")
    void fail(@PathVariable String kind) {
        throw switch (kind) {
            case "conflict" -> Problems.conflict("book-is-lent", "The book is lent; wait until it is back.");
            case "unprocessable" -> Problems.unprocessable("shelf-is-full", "The shelf is full; take a book away.");
            case "invalid" -> Problems.invalid("shelf", "must be one of this room");
            case "no-connection" -> new CannotCreateTransactionException("Could not open JPA EntityManager");
            case "connection-lost" -> new DataAccessResourceFailureException("terminating connection");
            case "rollback-failed" ->
                new IllegalStateException("Unable to rollback", new SQLException("Connection is closed"));
            case "lock-timeout" -> new CannotAcquireLockException("lock timeout");
            case "stale" -> new OptimisticLockingFailureException("Row was updated by another transaction");
            default -> new IllegalStateException("secret of the inside");
        };
    }
}
