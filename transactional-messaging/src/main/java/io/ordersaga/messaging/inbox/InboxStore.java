package io.ordersaga.messaging.inbox;

import io.ordersaga.messages.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox table of the service's own schema: one statement to read a batch, one to write it. */
@RequiredArgsConstructor
public class InboxStore {

    private static final String FIND = """
        select i.saga_id, i.action, i.answer, i.success
          from unnest(?::uuid[], ?::text[]) as k (saga_id, action)
          join inbox i on i.saga_id = k.saga_id and i.action = k.action
        """;

    private static final String INSERT = """
        insert into inbox (saga_id, action, answer, success)
        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[])
        """;

    private final JdbcClient jdbc;

    Map<InboxEntry.Key, InboxEntry> find(Collection<InboxEntry.Key> keys) {
        Map<InboxEntry.Key, InboxEntry> found = HashMap.newHashMap(keys.size() * 2);
        jdbc.sql(FIND)
                .param(keys.stream().map(InboxEntry.Key::sagaId).toArray(UUID[]::new))
                .param(keys.stream().map(InboxEntry.Key::action).toArray(String[]::new))
                .query((row, _) -> entry(row))
                .list()
                .forEach(entry -> found.put(entry.key(), entry));
        return found;
    }

    /** Everything that is remembered of a saga. */
    public List<InboxEntry> ofSaga(UUID sagaId) {
        return jdbc.sql("select saga_id, action, answer, success from inbox where saga_id = ? order by action")
                .param(sagaId)
                .query((row, _) -> entry(row))
                .list();
    }

    /**
     * Two instances that handle copies of one command at the same moment both get here; the primary key lets one of
     * them commit, and the other finds the entry when it tries again.
     */
    void insert(Collection<InboxEntry> entries) {
        insert(entries, INSERT);
    }

    /** Remembers what the service did without being asked by a command; a second time changes nothing. */
    public void insertIfAbsent(InboxEntry entry) {
        insert(List.of(entry), INSERT + " on conflict do nothing");
    }

    /** In the order of the keys, so that two batches cannot wait for each other in a circle. */
    private void insert(Collection<InboxEntry> entries, String sql) {
        List<InboxEntry> sorted = entries.stream()
                .sorted(Comparator.comparing((InboxEntry e) -> e.key().sagaId())
                        .thenComparing(e -> e.key().action()))
                .toList();
        jdbc.sql(sql)
                .param(sorted.stream().map(e -> e.key().sagaId()).toArray(UUID[]::new))
                .param(sorted.stream().map(e -> e.key().action()).toArray(String[]::new))
                .param(sorted.stream().map(InboxEntry::answer).toArray(String[]::new))
                .param(sorted.stream().map(InboxEntry::hadEffect).toArray(Boolean[]::new))
                .update();
    }

    private static InboxEntry entry(ResultSet row) throws SQLException {
        return new InboxEntry(
                new InboxEntry.Key(row.getObject(1, UUID.class), row.getString(2)),
                row.getString(3),
                row.getBoolean(4) ? Outcome.SUCCESS : Outcome.FAILURE);
    }
}
