-- Messages that were committed and not yet confirmed by the broker. A row is the only proof that a message must be
-- sent, and it goes when the broker has it, so the table is nearly always empty: vacuum early, keep it small.
create table outbox (
    message_id    uuid        not null primary key,
    exchange      text        not null,
    routing_key   text        not null,
    headers       text        null,
    body          bytea       not null,
    -- Until then the instance that wrote the row publishes it; afterwards any instance's relay may.
    publish_after timestamptz not null,
    attempts      integer     not null default 0
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_cost_delay = 0);

create index outbox_due on outbox (publish_after);

-- What was done for each saga, and what was answered: a second copy of a command gets the same answer and no effect.
-- A row whose action was never done is a tombstone: its compensation came first, and the action must not come after.
create table inbox (
    saga_id  uuid    not null,
    action   text    not null,
    answer   text    not null,
    success  boolean not null,
    primary key (saga_id, action)
);
