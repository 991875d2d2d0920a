-- What was done to dead letters is listed beside them, newest first: many of them belong to no saga that is known.
create index operator_action_dead_letters on operator_action (id) where action in ('REDELIVER', 'DISCARD');
