-- One role and one schema per service, in the database order_saga. May run any number of times.
-- A role reaches its own schema alone; its search path finds it, because both have the same name.
do $$
declare
    service text;
begin
    foreach service in array array['user_service', 'product_service', 'order_service', 'orchestrator_service'] loop
        if not exists (select from pg_roles where rolname = service) then
            execute format('create role %I login password %L', service, service);
        end if;
        -- A superuser may do without it; any other creator must be a member of the owner-to-be.
        if not (select rolsuper from pg_roles where rolname = current_user) then
            execute format('grant %I to current_user', service);
        end if;
        execute format('create schema if not exists %I authorization %I', service, service);
        execute format('revoke all on schema %I from public', service);
    end loop;
    -- Unless somebody else lives there, in a database that is shared.
    if not exists (select from pg_class where relnamespace = 'public'::regnamespace) then
        revoke all on schema public from public;
    end if;
end
$$;
