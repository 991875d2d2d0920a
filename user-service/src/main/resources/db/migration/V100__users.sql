create sequence app_user_seq;

-- The balance is updated with every order of its user, in place (HOT): no index on what changes, room on each page.
-- People can bring about 17 digits before the point (numeric(19, 2)); the columns are wider, because refunds may add
-- up to more than that beside a balance set by hand meanwhile, and a refund is never refused.
create table app_user (
    id             bigint         not null primary key default nextval('app_user_seq'),
    name           text           not null,
    email          text           not null,
    balance        numeric(38, 2) not null constraint balance_never_below_zero check (balance >= 0),
    ledger_entries bigint         not null,
    -- A deleted user is out of sight, yet a refund still finds it.
    deleted_at     timestamptz    null,
    version        bigint         not null
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- Every change of every balance, for ever. The sum of a user's amounts is its balance, and its numbers have no gap.
create table balance_ledger (
    user_id       bigint         not null,
    number        bigint         not null,
    kind          text           not null,
    amount        numeric(38, 2) not null,
    balance_after numeric(38, 2) not null,
    saga_id       uuid           null,
    created_at    timestamptz    not null,
    primary key (user_id, number)
);

-- At most one debit and one refund a saga, whatever the code above it does.
create unique index balance_ledger_saga on balance_ledger (saga_id, kind) where saga_id is not null;

create function balance_ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the balance ledger is append-only';
end
$$;

create trigger balance_ledger_is_append_only
    before update or delete or truncate on balance_ledger
    execute function balance_ledger_is_append_only();
