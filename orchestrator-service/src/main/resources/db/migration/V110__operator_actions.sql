-- What people did by hand, who and why: part of the order's own story, never changed once written.
create table operator_action (
    id       uuid        not null primary key,
    -- Null when it was about no saga, as for a dead letter whose routing key names none.
    saga_id  uuid        null,
    action   text        not null,
    who      text        not null,
    reason   text        not null,
    -- What was sent, as the operator was shown it beforehand; empty when nothing was.
    sent     text        not null,
    at       timestamptz not null default clock_timestamp()
);

create index operator_action_saga on operator_action (saga_id) where saga_id is not null;

-- The console counts and lists dead letters by what they died of.
create index dead_letter_cause on dead_letter (md5(cause), id);
