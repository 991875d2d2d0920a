-- What was done to every saga that was under way belongs to the story of each, and is found by its time.
create index operator_action_retry_all on operator_action (at) where action = 'RETRY_ALL';
