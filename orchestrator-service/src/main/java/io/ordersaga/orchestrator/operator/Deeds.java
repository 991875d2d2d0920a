package io.ordersaga.orchestrator.operator;

import io.ordersaga.messages.TimeOrderedId;
import io.ordersaga.orchestrator.operator.OperatorActions.Done;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people did by hand, whatever it was done to; newest first, by when they began. */
@Repository
@RequiredArgsConstructor
public class Deeds {

    /** As many of a deed as are counted. */
    public static final int MOST_COUNTED = 10_000;

    private static final int MOST_TOLD = 5;

    private final JdbcClient jdbc;

    /**
     * @param who whose deeds alone are wanted; empty for everybody's
     * @param after the last deed of the page before; null for the newest
     */
    public List<Deed> newest(String who, @Nullable UUID after, int most) {
        return list(who.isEmpty() ? "" : "and who = :who", who, after, most);
    }

    /**
     * All that is part of a deed, the first first; empty when there is no such deed.
     *
     * @param after the last action of the page before; null for the first
     */
    public List<Done> partsOf(UUID deed, @Nullable UUID after, int most) {
        return jdbc.sql("select " + Done.BEGINNING
                        + " from operator_action where deed = :deed and id > :after order by id limit :most")
                .param("deed", deed)
                .param("after", Objects.requireNonNullElse(after, TimeOrderedId.BEFORE_ALL))
                .param("most", most)
                .query((row, _) -> Done.of(row))
                .list();
    }

    /** Those to dead letters, of whatever saga. */
    public List<Deed> toDeadLetters(int most) {
        return list("and action in ('REDELIVER', 'DISCARD')", "", null, most);
    }

    private List<Deed> list(String condition, String who, @Nullable UUID after, int most) {
        return jdbc
                .sql(select(condition))
                .param("who", who)
                .param("after", Objects.requireNonNullElse(after, TimeOrderedId.AFTER_ALL))
                .param("most", most)
                .param("counted", MOST_COUNTED)
                .param("told", MOST_TOLD)
                .query((row, _) -> told(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Told::deed, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Deeds::deed)
                .toList();
    }

    /** Each deed is found from the one before: what one did by the ten thousand is stepped over. */
    private static String select(String condition) {
        return """
            with recursive begun (deed) as (
                (select deed from operator_action where deed < :after %1$s order by deed desc limit 1)
                union all
                select (select older.deed from operator_action older where older.deed < begun.deed %1$s
                         order by older.deed desc limit 1)
                  from begun where begun.deed is not null
            ), listed as (
                select deed from begun where deed is not null limit :most
            )
            select listed.deed, many.times, many.last_at, told.*
              from listed
             cross join lateral (
                    select count(*) as times,
                           (select at from operator_action where deed = listed.deed order by id desc limit 1) as last_at
                      from (select from operator_action where deed = listed.deed limit :counted) as counted) as many
             cross join lateral (
                    select %2$s from operator_action
                     where deed = listed.deed order by id limit :told) as told
             order by listed.deed desc, told.id
            """.formatted(condition, Done.BEGINNING);
    }

    /** An action that is told of, and what all of its deed have in common. */
    private record Told(UUID deed, int times, Instant lastAt, Done done) {}

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getObject("deed", UUID.class),
                row.getInt("times"),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                Done.of(row));
    }

    private static Deed deed(List<Told> told) {
        Told any = told.getFirst();
        return new Deed(
                any.deed(),
                any.times(),
                any.lastAt(),
                told.stream().map(Told::done).toList());
    }
}
