create sequence product_seq;

-- The stock is updated with every order of the product, in place (HOT): no index on what changes, room on each page.
create table product (
    id          bigint         not null primary key default nextval('product_seq'),
    name        text           not null,
    description text           not null,
    price       numeric(19, 2) not null check (price >= 0),
    quantity    integer        not null constraint stock_never_below_zero check (quantity >= 0),
    -- A deleted product is out of sight, yet stock that is restored still finds it.
    deleted_at  timestamptz    null,
    version     bigint         not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

create sequence stock_ledger_seq increment by 50;

-- Every change of every stock, for ever. The sum of a product's pieces is its quantity.
create table stock_ledger (
    id             bigint      not null primary key,
    product_id     bigint      not null,
    kind           text        not null,
    pieces         integer     not null,
    quantity_after integer     not null,
    saga_id        uuid        null,
    created_at     timestamptz not null
);

create index stock_ledger_product on stock_ledger (product_id, id);

-- At most one decrement and one restore a saga, whatever the code above it does.
create unique index stock_ledger_saga on stock_ledger (saga_id, kind) where saga_id is not null;

create function stock_ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the stock ledger is append-only';
end
$$;

create trigger stock_ledger_is_append_only
    before update or delete or truncate on stock_ledger
    execute function stock_ledger_is_append_only();
