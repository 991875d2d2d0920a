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

-- What a letter died of without the ids and numbers in it, so that the console can group them. A cause is longer than an
-- index entry may be, so its hash is indexed.
alter table dead_letter add column cause_kind text not null generated always as (
    regexp_replace(regexp_replace(cause, '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '…', 'g'), '[0-9]+', '…', 'g')
) stored;
create index dead_letter_cause on dead_letter (md5(cause_kind), id);
