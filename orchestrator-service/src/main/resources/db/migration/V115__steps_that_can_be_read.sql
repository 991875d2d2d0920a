-- Whoever counts what running sagas wait for must not fail because the row of one of them was damaged.
create function readable_steps(steps text) returns json language plpgsql immutable parallel safe as $$
begin
    return case when json_typeof(steps::json) = 'array' then steps::json else '[]' end;
exception
    when invalid_text_representation then
        return '[]';
end
$$;
