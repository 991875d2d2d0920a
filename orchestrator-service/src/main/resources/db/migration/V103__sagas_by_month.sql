-- Sagas, their steps and their late answers by month of their ids, as the inbox is (db/messaging/V2). A month whose sagas
-- are all finished and past their time is dropped as a whole.
alter table saga rename to saga_of_all_time;
alter table saga_step rename to saga_step_of_all_time;
alter table late_answer rename to late_answer_of_all_time;

create table saga (like saga_of_all_time including defaults, primary key (saga_id)) partition by range (saga_id);
create table saga_step (like saga_step_of_all_time including defaults, primary key (saga_id, position))
    partition by range (saga_id);
create table late_answer (like late_answer_of_all_time including defaults, primary key (saga_id, step, outcome))
    partition by range (saga_id);

-- Updated at nearly every answer, in place (HOT): room on each page, early vacuum.
create table saga_default partition of saga default
    with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create table saga_step_default partition of saga_step default
    with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create table late_answer_default partition of late_answer default;

insert into saga select * from saga_of_all_time;
insert into saga_step select * from saga_step_of_all_time;
insert into late_answer select * from late_answer_of_all_time;
drop table saga_of_all_time, saga_step_of_all_time, late_answer_of_all_time;

create index saga_due on saga (due_at) where due_at is not null;
create index saga_unfinished on saga (status, saga_id) where status in ('STARTED', 'COMPENSATING');
create index saga_failed on saga (saga_id) where status = 'FAILED';
create index saga_attention on saga (saga_id) where needs_attention;

-- Keys and orders are unique over all time, so these tables have no months; their rows go with their sagas.
create index idempotency_key_saga on idempotency_key (saga_id);
