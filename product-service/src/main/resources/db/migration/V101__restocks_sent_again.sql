-- What the client named a restock by, so that the same, sent again, is not entered again. Kept as long as its entry. What
-- sagas change has none, and is not in the index.
alter table stock_ledger add column idempotency_key text null;

create unique index stock_ledger_idempotency_key on stock_ledger (product_id, idempotency_key)
    where idempotency_key is not null;
