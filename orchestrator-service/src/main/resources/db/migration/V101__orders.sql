-- What each order saga was asked for; written once, so its indexes cost nothing afterwards.
create table order_request (
    saga_id    uuid    not null primary key,
    order_id   uuid    not null unique,
    owner_id   bigint  not null,
    product_id bigint  not null,
    quantity   integer not null
);

create index order_request_owner on order_request (owner_id, saga_id);
create index order_request_product on order_request (product_id, saga_id);

-- The key under which a client may ask again and get the same saga; written before its saga, in the same transaction.
create table idempotency_key (
    key     text not null primary key,
    saga_id uuid not null
);
