-- One row per saga. It is updated at nearly every answer, so only columns that rarely change are indexed: the others are
-- updated in place (HOT), for which each page keeps room.
create table saga (
    saga_id            uuid        not null primary key,
    definition         text        not null,
    definition_version integer     not null,
    status             text        not null,
    data               text        not null,
    failure_code       text        null,
    failure_reason     text        null,
    needs_attention    boolean     not null default false,
    trace_parent       text        not null,
    created_at         timestamptz not null,
    deadline_at        timestamptz not null,
    -- No later than the moment at which time alone makes the saga move; null once it is finished. It is moved forward
    -- only when it has come, so that a saga that is answered in time never touches its index.
    due_at             timestamptz null,
    finished_at        timestamptz null,
    version            bigint      not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index saga_due on saga (due_at) where due_at is not null;
create index saga_unfinished on saga (status, saga_id) where status in ('STARTED', 'COMPENSATING');
create index saga_failed on saga (saga_id) where status = 'FAILED';
create index saga_attention on saga (saga_id) where needs_attention;

-- The commands of a saga, actions and compensations, in the order they were first sent. Written with their saga by one
-- piece of code; a foreign key would lock and rewrite the saga's row for each of them.
create table saga_step (
    saga_id        uuid        not null,
    position       integer     not null,
    service        text        not null,
    action         text        not null,
    role           text        not null,
    status         text        not null,
    attempts       integer     not null,
    sent_at        timestamptz not null,
    answered_at    timestamptz null,
    due_at         timestamptz null,
    failure_code   text        null,
    failure_reason text        null,
    primary key (saga_id, position)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- Answers that moved nothing: duplicates, late ones, answers to what the saga was not waiting for.
create table late_answer (
    saga_id  uuid        not null,
    step     text        not null,
    outcome  text        not null,
    times    integer     not null default 1,
    reason   text        not null,
    first_at timestamptz not null default clock_timestamp(),
    last_at  timestamptz not null default clock_timestamp(),
    primary key (saga_id, step, outcome)
);
