-- What the client named an order by at this service's own door, so that the same, sent again, is not ordered again. Never
-- changed, so that an update of the order touches no index of it.
alter table orders add column idempotency_key text null;

create unique index orders_idempotency_key on orders (idempotency_key) where idempotency_key is not null;
