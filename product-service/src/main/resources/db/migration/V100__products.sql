create sequence product_seq;

-- The stock is updated with every order of the product, in place (HOT): no index on what changes, room on each page.
-- People can bring about what an integer holds; the columns are wider, because what is restored may add up to more
-- than that beside a stock set by hand meanwhile, and is never refused.
create table product (
    id             bigint         not null primary key default nextval('product_seq'),
    name           text           not null,
    description    text           not null,
    price          numeric(19, 2) not null check (price >= 0),
    quantity       bigint         not null constraint stock_never_below_zero check (quantity >= 0),
    ledger_entries bigint         not null,
    -- A deleted product is out of sight, yet stock that is restored still finds it.
    deleted_at     timestamptz    null,
    version        bigint         not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- Every change of every stock, for ever. The sum of a product's pieces is its quantity, and its numbers have no gap.
create table stock_ledger (
    product_id     bigint      not null,
    number         bigint      not null,
    kind           text        not null,
    pieces         bigint      not null,
    quantity_after bigint      not null,
    saga_id        uuid        null,
    created_at     timestamptz not null,
    primary key (product_id, number)
);

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
