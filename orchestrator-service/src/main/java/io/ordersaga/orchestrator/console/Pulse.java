package io.ordersaga.orchestrator.console;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Says shortly what state things are in, so that two looks can be compared. Every look goes along primary keys. */
@Repository
@RequiredArgsConstructor
class Pulse {

    private final JdbcClient jdbc;

    /** Of each saga that is known. */
    Map<UUID, String> of(Collection<UUID> sagaIds) {
        Map<UUID, String> states = new HashMap<>();
        if (!sagaIds.isEmpty()) {
            jdbc.sql("""
                select saga_id,
                       concat_ws(' ', version,
                           (select sum(times) from late_answer late where late.saga_id = saga.saga_id),
                           (select concat_ws(' ', count(*), max(redelivered_at)) from dead_letter letter
                             where letter.saga_id = saga.saga_id),
                           (select count(*) from operator_action action where action.saga_id = saga.saga_id))
                  from saga where saga_id = any(?)
                """).param(sagaIds.toArray(UUID[]::new)).query((RowCallbackHandler)
                    row -> states.put(row.getObject(1, UUID.class), row.getString(2)));
        }
        return states;
    }

    /** Of each saga that is known, only whether it has moved: what a list shows of it. */
    Map<UUID, String> versions(Collection<UUID> sagaIds) {
        Map<UUID, String> versions = new HashMap<>();
        if (!sagaIds.isEmpty()) {
            jdbc.sql("select saga_id, version from saga where saga_id = any(?)")
                    .param(sagaIds.toArray(UUID[]::new))
                    .query((RowCallbackHandler) row -> versions.put(row.getObject(1, UUID.class), row.getString(2)));
        }
        return versions;
    }

    /**
     * Of the newest hundred sagas and of the newest thousand that need attention: whether one of them has moved, or
     * another has come.
     */
    String ofNewest() {
        return jdbc.sql("""
            select (select coalesce(string_agg(saga_id || ' ' || version, ',' order by saga_id), '')
                      from (select saga_id, version from saga order by saga_id desc limit 100) as newest) || ' '
                || (select count(*) || ' ' || coalesce(max(saga_id::text), '')
                      from (select saga_id from saga where needs_attention order by saga_id desc limit 1000) as calling)
            """).query(String.class).single();
    }

    /** Of the newest thousand dead letters: whether one has come, was sent again or is gone. */
    String ofLetters() {
        return jdbc.sql("""
            select concat_ws(' ', count(*), count(redelivered_at), min(id::text), max(id::text), max(received_at),
                             max(redelivered_at))
              from (select id, received_at, redelivered_at from dead_letter order by id desc limit 1000) as newest
            """).query(String.class).single();
    }
}
