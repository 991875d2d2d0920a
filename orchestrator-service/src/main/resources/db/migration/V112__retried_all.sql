-- What was done to every saga that was under way belongs to the story of each, and is found by its time.
create index operator_action_retry_all on operator_action (at) where action = 'RETRY_ALL';

-- An action is forgotten with its saga, or, if it was done to none in particular, with the sagas of its time.
create index operator_action_forget on operator_action (coalesce(saga_id, id));
