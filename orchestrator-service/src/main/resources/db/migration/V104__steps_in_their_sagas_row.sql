-- A saga's commands move into its own row: an answer then writes one row instead of three, and reads one instead of up to
-- a dozen. Times are microseconds since 1970. A row that has many compensations may grow past 2 kB and stays in its page.
alter table saga
    add column steps text not null default '[]',
    -- Whether the unanswered command is to be sent again when due_at comes, overdue or not.
    add column ask_again boolean not null default false;

update saga set steps = moved.steps
  from (select saga_id,
               json_agg(json_strip_nulls(json_build_object(
                   'service', service, 'action', action, 'role', role, 'status', status, 'attempts', attempts,
                   'sent_at', (extract(epoch from sent_at) * 1000000)::bigint,
                   'answered_at', (extract(epoch from answered_at) * 1000000)::bigint,
                   'due_at', (extract(epoch from due_at) * 1000000)::bigint,
                   'failure', case when failure_code is not null
                                   then json_build_object('code', failure_code, 'reason', failure_reason) end))
                   order by position)::text as steps
          from saga_step group by saga_id) moved
 where moved.saga_id = saga.saga_id;

drop table saga_step;
alter table saga alter column steps drop default;

do $$
declare part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'saga'::regclass loop
        execute format('alter table %s set (toast_tuple_target = 4080)', part);
    end loop;
end $$;
