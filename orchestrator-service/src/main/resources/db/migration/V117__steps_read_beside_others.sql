-- The guard sets a savepoint, which a parallel query may not before PostgreSQL 17: with very many running sagas the plan was
-- parallel, and whoever counted failed. A service may say NUL in a refusal, and a text has no place for it.
create or replace function readable_steps(steps text) returns json language plpgsql immutable parallel unsafe as $$
declare
    readable json;
begin
    readable := replace(steps, '\u0000', '\ufffd')::json;
    return case when json_typeof(readable) = 'array' then readable else '[]' end;
exception
    when invalid_text_representation then
        return '[]';
end
$$;
