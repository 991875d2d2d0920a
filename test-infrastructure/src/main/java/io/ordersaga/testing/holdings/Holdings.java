package io.ordersaga.testing.holdings;

import io.ordersaga.messages.Command;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Things that hold something which sagas take and give back: a user's money, a product's stock. The stories count it in
 * units; what a unit is, how it is called and which commands move it is said here, once for each service.
 */
public interface Holdings {

    /** The word in paths and problem types: {@code user}. */
    String word();

    /** The service that announces itself in {@code app_id}. */
    String service();

    /** The table of those who hold. */
    String table();

    /** The table with the ledger. */
    String ledgerTable();

    BigDecimal units(int count);

    /** The most that a request may ask for. */
    BigDecimal most();

    /** All fields of a valid request, as raw JSON, in an order that stays. */
    Map<String, String> fields(BigDecimal held);

    /** For each field of the request what is no valid value of it. */
    Map<String, List<String>> invalidFields();

    /** The field that says how much is held. */
    String held();

    /** Where more is added, and by which field: {@code deposit} and {@code amount}. */
    Addition addition();

    /** The ledger's names for what an entry changed, and what was held then. */
    LedgerFields ledgerFields();

    Command check(UUID saga, long id, int units);

    Command take(UUID saga, long id, int units);

    Command giveBack(UUID saga, long id, int units);

    /** The failure codes for a thing that is not there, and for one that holds too little. */
    Refusals refusals();

    default String collection() {
        return "/" + word() + "s";
    }

    record Addition(String path, String field, String tooMuch) {}

    record LedgerFields(String change, String after, List<String> kinds) {}

    record Refusals(String notFound, String tooLittle) {}
}
