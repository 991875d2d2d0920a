package io.ordersaga.product;

import io.ordersaga.product.LedgerAuditReport.Finding;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the stocks that their ledger does not explain. Products are checked a page at a time, each page by one statement
 * and so at one moment: what goes on meanwhile is never mistaken for an error.
 */
@Component
@RequiredArgsConstructor
class LedgerAudit {

    private static final int MOST_FINDINGS = 1000;
    private static final int PRODUCTS_AT_ONCE = 1000;

    /** As many as a statement looks through in a fraction of the time that it may take, unless all are of one. */
    private static final int ENTRIES_AT_ONCE = 100_000;

    private static final String PAGE = """
        select count(*), max(id)
          from (select id, row_number() over (order by id) as place, sum(ledger_entries) over (order by id) as entries
                  from (select id, ledger_entries from product where id > :after order by id limit :most) as next)
               as page
         where place = 1 or entries <= :entries
        """;

    /** An entry beside what it must say: the sum up to it. An account whose books are in order is not returned. */
    private static final String BOOKS = """
        with entry as (
            select product_id, number, pieces, quantity_after,
                   sum(pieces) over (partition by product_id order by number) as adds_up_to
              from stock_ledger
             where product_id > :after and product_id <= :upTo
        ), book as (
            select product_id, count(*) as entries, min(number) as oldest, max(number) as newest, sum(pieces) as total,
                   min(adds_up_to) as lowest,
                   min(number) filter (where quantity_after <> adds_up_to) as first_wrong
              from entry
             group by product_id
        ), account as (
            select id, quantity, ledger_entries from product where id > :after and id <= :upTo
        )
        select coalesce(id, product_id) as product_id, quantity, ledger_entries,
               coalesce(entries, 0) as entries, coalesce(total, 0) as total, coalesce(lowest, 0) as lowest, first_wrong,
               coalesce(oldest = 1 and newest = entries and ledger_entries = entries, false) as whole
          from account full join book on product_id = id
         where (oldest = 1 and newest = entries and ledger_entries = entries and total = quantity and lowest >= 0
                and first_wrong is null) is not true
         order by 1
        """;

    private static final String RESTORES = """
        select restore.product_id, restore.saga_id, restore.pieces as restored, decrement.product_id as taken_from,
               -decrement.pieces as taken
          from stock_ledger restore
          left join stock_ledger decrement
            on decrement.saga_id = restore.saga_id and decrement.kind = 'DECREMENT' and decrement.saga_id is not null
         where restore.product_id > :after and restore.product_id <= :upTo and restore.kind = 'RESTORE'
           and (decrement.product_id = restore.product_id and decrement.pieces = -restore.pieces
                and decrement.number < restore.number) is not true
         order by 1, 2
        """;

    private final JdbcClient jdbc;

    LedgerAuditReport run() {
        Found found = new Found();
        long checked = 0;
        Page page;
        long after = Long.MIN_VALUE;
        do {
            page = pageAfter(after);
            checked += page.products();
            books(after, page.upTo()).forEach(found::add);
            restores(after, page.upTo()).forEach(found::add);
            after = page.upTo();
        } while (page.upTo() != Long.MAX_VALUE);
        return new LedgerAuditReport(checked, found.count, found.first, found.count > found.first.size());
    }

    /** Products with their neighbours: the last page has none, and reaches as far as entries can be. */
    private record Page(long products, long upTo) {}

    private Page pageAfter(long after) {
        return jdbc.sql(PAGE)
                .param("after", after)
                .param("most", PRODUCTS_AT_ONCE)
                .param("entries", ENTRIES_AT_ONCE)
                .query((row, _) -> new Page(row.getLong(1), row.getLong(1) == 0 ? Long.MAX_VALUE : row.getLong(2)))
                .single();
    }

    private List<Finding> books(long after, long upTo) {
        return jdbc
                .sql(BOOKS)
                .param("after", after)
                .param("upTo", upTo)
                .query(new DataClassRowMapper<>(Book.class))
                .list()
                .stream()
                .flatMap(book -> book.findings().stream())
                .toList();
    }

    private List<Finding> restores(long after, long upTo) {
        return jdbc
                .sql(RESTORES)
                .param("after", after)
                .param("upTo", upTo)
                .query(new DataClassRowMapper<>(Restoration.class))
                .list()
                .stream()
                .map(Restoration::finding)
                .toList();
    }

    /** Counts everything and keeps the first, so that a ruined ledger does not fill the memory. */
    private static final class Found {
        private final List<Finding> first = new ArrayList<>();
        private long count;

        void add(Finding finding) {
            count++;
            if (first.size() < MOST_FINDINGS) {
                first.add(finding);
            }
        }
    }
}
