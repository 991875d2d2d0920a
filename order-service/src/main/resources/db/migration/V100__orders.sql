create table orders (
    order_id       uuid           not null primary key,
    saga_id        uuid           not null unique,
    owner_id       bigint         not null check (owner_id > 0),
    product_id     bigint         not null check (product_id > 0),
    quantity       integer        not null check (quantity > 0),
    status         text           not null check (status in ('PENDING', 'SUCCESS', 'FAILED')),
    -- Wider than an account: an order can fail because nobody could ever pay for it.
    total_price    numeric(40, 2) null check (total_price >= 0),
    failure_code   text           null,
    failure_reason text           null,
    created_at     timestamptz    not null,
    updated_at     timestamptz    not null,
    version        bigint         not null,
    -- When an order that came in at this service itself is to be announced again; null once its saga has ended it,
    -- and always null for an order that a saga brought.
    announce_after timestamptz    null,
    announcements  integer        not null default 0,
    check (status <> 'SUCCESS' or total_price is not null),
    check ((status = 'FAILED') = (failure_code is not null))
) with (
    -- Every order is updated once: with room for both versions on its page, the update touches no index (HOT).
    fillfactor = 50,
    autovacuum_vacuum_scale_factor = 0.05
);

create index orders_to_announce on orders (announce_after) where announce_after is not null;
