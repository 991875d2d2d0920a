-- Messages that nobody could handle, until an operator redelivers or discards them.
create table dead_letter (
    id             uuid        not null primary key,
    -- The letter's own message id, so that a second copy of it is not kept twice.
    letter_id      text        null unique,
    saga_id        uuid        null,
    service        text        not null,
    queue          text        not null,
    cause          text        not null,
    routing_key    text        not null,
    message_id     text        null,
    type           text        null,
    content_type   text        null,
    app_id         text        null,
    headers        text        not null,
    body           bytea       not null,
    received_at    timestamptz not null default clock_timestamp(),
    redelivered_at timestamptz null
);

create index dead_letter_saga on dead_letter (saga_id) where saga_id is not null;
