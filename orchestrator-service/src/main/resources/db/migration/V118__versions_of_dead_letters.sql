-- How often it was sent again and came back. A letter that dies of the same once more waits as it did at first: whoever saw it
-- before could not tell, and a form that was sent twice sent it twice.
alter table dead_letter add column version bigint not null default 0;
