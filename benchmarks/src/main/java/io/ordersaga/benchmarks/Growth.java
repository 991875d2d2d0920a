package io.ordersaga.benchmarks;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.database.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Fills the tables with orders that were completed within the last two days. One that the system processed itself is the
 * model: whatever columns its rows have, the copies have them too, with ids, users and products of their own, and every
 * ledger goes on without a gap, so that the audit agrees.
 */
final class Growth {

    private static final int CHUNK = 100_000;

    /** Those that do not exist are passed over. */
    private static final List<String> TABLES = List.of(
            "orchestrator_service.saga",
            "orchestrator_service.saga_step",
            "orchestrator_service.order_request",
            "orchestrator_service.inbox",
            "order_service.orders",
            "order_service.inbox",
            "user_service.inbox",
            "user_service.balance_ledger",
            "product_service.inbox",
            "product_service.stock_ledger");

    /** What a copy has instead of the model's value, by column, whichever table it is in. */
    private static final Map<String, String> OWN = Map.of(
            "saga_id", "g.saga_id",
            "order_id", "g.order_id",
            "owner_id", "g.owner_id",
            "product_id", "g.product_id",
            "user_id", "g.owner_id",
            "data", own("m.data"),
            "answer", own("m.answer"),
            "balance_after", "g.balance + m.amount * g.owner_nth",
            "quantity_after", "g.stock + m.pieces * g.product_nth");

    private static final String MODEL = """
        create temp table model as
        select saga_id, order_id, owner_id, product_id
          from orchestrator_service.order_request join orchestrator_service.saga using (saga_id)
         where status = 'COMPLETED' order by saga_id desc limit 1;
        """;

    /** PostgreSQL has one of its own from version 18 on (RFC 9562, section 5.7). */
    private static final String UUIDS = """
        create function pg_temp.uuid_of_version_7(at timestamptz) returns uuid language sql volatile as $$
            select encode(set_byte(substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3)
                                   || substring(uuid_send(gen_random_uuid()) from 7),
                                   6, 112 + floor(random() * 16)::integer), 'hex')::uuid
        $$;
        """;

    private static final String BALANCES = """
        update user_service.app_user u
           set balance = u.balance + n * amount, ledger_entries = u.ledger_entries + n
          from (select owner_id, count(*) as n from grown group by owner_id) g,
               (select amount from user_service.balance_ledger join model using (saga_id)) m
         where u.id = g.owner_id;
        update product_service.product p
           set quantity = p.quantity + n * pieces, ledger_entries = p.ledger_entries + n
          from (select product_id, count(*) as n from grown group by product_id) g,
               (select pieces from product_service.stock_ledger join model using (saga_id)) m
         where p.id = g.product_id;
        """;

    private final DatabaseAccess database;
    private int reached;

    Growth(DatabaseAccess database) {
        this.database = database;
    }

    int reached() {
        return reached;
    }

    /**
     * As many as that in all; nobody may order meanwhile.
     *
     * @param told how many there are by now, now and then
     */
    void reach(int finished, IntConsumer told) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(MODEL + UUIDS);
            while (reached < finished) {
                int next = Math.min(finished, reached + CHUNK);
                statement.execute("begin");
                statement.execute(grown(reached + 1, next));
                for (String table : TABLES) {
                    copy(statement, table);
                }
                statement.execute(BALANCES + "drop table grown; commit");
                reached = next;
                told.accept(reached);
            }
            statement.execute("vacuum analyze");
        } catch (SQLException e) {
            throw new LocalStackException("The tables cannot be filled: " + e.getMessage(), e);
        }
    }

    private static String grown(int first, int last) {
        return """
            create temp table grown as
            with owner as (
                select id, balance, ledger_entries as entries, row_number() over (order by id) - 1 as slot,
                       count(*) over () as slots
                  from user_service.app_user where balance > 1000000
            ), product as (
                select id, quantity, ledger_entries as entries, row_number() over (order by id) - 1 as slot,
                       count(*) over () as slots
                  from product_service.product where quantity > 1000000
            )
            select pg_temp.uuid_of_version_7(now() + (i - 1100000) * interval '0.1 s') as saga_id,
                   pg_temp.uuid_of_version_7(now() + (i - 1100000) * interval '0.1 s') as order_id,
                   owner.id as owner_id, balance,
                   owner.entries, row_number() over (partition by owner.id order by i) as owner_nth,
                   product.id as product_id, quantity as stock,
                   product.entries as product_entries,
                   row_number() over (partition by product.id order by i) as product_nth
              from generate_series(%d, %d) i
              join owner on owner.slot = i %% owner.slots
              join product on product.slot = i %% product.slots
             order by i;
            analyze grown;
            """.formatted(first, last);
    }

    private static void copy(Statement statement, String table) throws SQLException {
        List<String> columns = columns(statement, table);
        if (columns.isEmpty()) {
            return;
        }
        String values = columns.stream().map(column -> value(table, column)).collect(Collectors.joining(", "));
        statement.execute("insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from "
                + table + " m join model o on o.saga_id = m.saga_id, grown g");
    }

    /** The model's ids and numbers are written in its JSON as well. */
    private static String own(String json) {
        String own = json;
        for (String id : List.of("saga_id", "order_id")) {
            own = "replace(%s, o.%s::text, g.%s::text)".formatted(own, id, id);
        }
        for (String number : List.of("owner_id", "product_id")) {
            String field = "'\"" + number + "\":' || %s." + number + " || ','";
            own = "replace(" + own + ", " + field.formatted("o") + ", " + field.formatted("g") + ")";
        }
        return own;
    }

    private static String value(String table, String column) {
        if (column.equals("number")) {
            return table.startsWith("user_service") ? "g.entries + g.owner_nth" : "g.product_entries + g.product_nth";
        }
        return OWN.getOrDefault(column, "m." + column);
    }

    private static List<String> columns(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        String sql = "select attname from pg_attribute where attrelid = to_regclass('" + table
                + "') and attnum > 0 and not attisdropped and attgenerated = '' order by attnum";
        try (ResultSet names = statement.executeQuery(sql)) {
            while (names.next()) {
                columns.add(names.getString(1));
            }
        }
        return columns;
    }
}
