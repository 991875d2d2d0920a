create sequence app_user_seq;

-- The balance is updated with every order of its user, in place (HOT): no index on what changes, room on each page.
create table app_user (
    id         bigint        not null primary key default nextval('app_user_seq'),
    name       text          not null,
    email      text          not null,
    balance    numeric(19, 2) not null constraint balance_never_below_zero check (balance >= 0),
    -- A deleted user is out of sight, yet a refund still finds it.
    deleted_at timestamptz   null,
    version    bigint        not null
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

create sequence balance_ledger_seq increment by 50;

-- Every change of every balance, for ever. The sum of a user's amounts is its balance.
create table balance_ledger (
    id            bigint         not null primary key,
    user_id       bigint         not null,
    kind          text           not null,
    amount        numeric(19, 2) not null,
    balance_after numeric(19, 2) not null,
    saga_id       uuid           null,
    created_at    timestamptz    not null
);

create index balance_ledger_user on balance_ledger (user_id, id);

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
