package io.ordersaga.system.chaos;

import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.service.ServiceName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services' tables, read past the services: what is still to be done, and what is known of one saga. */
final class Books {

    private final DatabaseAccess database;

    Books(DatabaseAccess database) {
        this.database = database;
    }

    /** What the services still have to do, in words; empty when they are done. */
    List<String> unfinished() {
        Stream<String> outboxes = Stream.of(ServiceName.values())
                .map(service -> count("messages in the outbox of the " + service.module(), service.role() + ".outbox"));
        return Stream.concat(
                        Stream.of(
                                count("sagas run", "orchestrator_service.saga where finished_at is null"),
                                count("orders are pending", "order_service.orders where status = 'PENDING'")),
                        outboxes)
                .filter(line -> !line.startsWith("0 "))
                .toList();
    }

    private String count(String what, String from) {
        return column("select count(*)::text from " + from).getFirst() + " " + what;
    }

    /** The saga of each dead letter, or its routing key where that names none. */
    List<String> deadLetters() {
        return column("select split_part(routing_key, '.', 2) || ' ' || routing_key || ': ' || cause from"
                + " orchestrator_service.dead_letter");
    }

    List<BigDecimal> deposits() {
        return numbers("select amount::text from user_service.balance_ledger where kind = 'DEPOSIT'");
    }

    List<BigDecimal> restocks() {
        return numbers("select pieces::text from product_service.stock_ledger where kind = 'RESTOCK'");
    }

    /** Changes that only a replacement which overwrote somebody else's change can have made. */
    List<String> adjustments() {
        return column("select to_jsonb(t)::text from user_service.balance_ledger t where kind = 'ADJUSTMENT' union all"
                + " select to_jsonb(t)::text from product_service.stock_ledger t where kind = 'ADJUSTMENT'");
    }

    /** Unfinished sagas and sagas of pending orders, a few of each. */
    List<String> stuckSagas() {
        return column("(select saga_id::text from orchestrator_service.saga where finished_at is null limit 3)"
                + " union (select saga_id::text from order_service.orders where status = 'PENDING' limit 3)");
    }

    /** Every row of every service about the saga. */
    String historyOf(String sagaId) {
        return Stream.of(
                        "orchestrator_service.saga",
                        "orchestrator_service.late_answer",
                        "orchestrator_service.order_request",
                        "orchestrator_service.inbox",
                        "order_service.orders",
                        "order_service.inbox",
                        "user_service.balance_ledger",
                        "user_service.inbox",
                        "product_service.stock_ledger",
                        "product_service.inbox")
                .map(table -> table + ": "
                        + column("select to_jsonb(t)::text from " + table + " t where saga_id::text = ?", sagaId))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Which commands had to be sent again, of those first sent in the time just past. */
    List<String> sentAgain(Duration since) {
        return column(
                "select action || ' ' || count(*) filter (where attempts > 1) || ' of ' || count(*) || ', up to ' ||"
                    + " max(attempts) || ' times' from orchestrator_service.saga, json_to_recordset(steps::json) as"
                    + " step (action text, attempts integer, sent_at bigint) where to_timestamp(sent_at / 1000000.0) >"
                    + " now() - ?::interval group by action order by action",
                since.toString());
    }

    private List<BigDecimal> numbers(String sql) {
        return column(sql).stream().map(BigDecimal::new).toList();
    }

    private List<String> column(String sql, String... parameters) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
