-- What the client named a deposit by, so that the same, sent again, is not entered again. Kept as long as its entry. What
-- sagas change has none, and is not in the index.
alter table balance_ledger add column idempotency_key text null;

create unique index balance_ledger_idempotency_key on balance_ledger (user_id, idempotency_key)
    where idempotency_key is not null;
