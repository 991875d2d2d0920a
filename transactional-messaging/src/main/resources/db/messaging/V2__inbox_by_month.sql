-- The inbox lives as long as its sagas. Saga ids are time-ordered (UUID version 7, RFC 9562), so each month's entries
-- have a partition of their own, and what belongs to forgotten sagas goes with a DROP TABLE: no row is deleted one by
-- one, nothing is left to vacuum. The months are made by the service, ahead of time; what fits none of them is in the
-- default partition.
alter table inbox rename to inbox_of_all_time;
alter index inbox_pkey rename to inbox_of_all_time_pkey;

create table inbox (
    saga_id  uuid    not null,
    action   text    not null,
    answer   text    not null,
    success  boolean not null,
    primary key (saga_id, action)
) partition by range (saga_id);

create table inbox_default partition of inbox default
    with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

insert into inbox select * from inbox_of_all_time;
drop table inbox_of_all_time;

-- Every saga with a lower id is forgotten; one row, and it only ever rises.
create table saga_horizon (
    before uuid not null
);
insert into saga_horizon values ('00000000-0000-0000-0000-000000000000');
