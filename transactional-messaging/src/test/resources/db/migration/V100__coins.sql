-- Every effect leaves a row, with no key to forbid a second one: only the post office does.
create table coin (
    saga_id uuid    not null,
    coins   integer not null
);
