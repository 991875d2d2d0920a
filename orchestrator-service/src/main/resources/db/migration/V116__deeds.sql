-- What one person does many times, for the same reason and within an hour, is told as one deed, however many there are.
-- Null when it began one; else the first of that deed, which may be forgotten before it.
alter table operator_action add column part_of uuid null;

-- Of what was done before there were deeds, the newest; the rest is told one by one.
update operator_action done
   set part_of = firsts.id
  from (select newest.id as done, first_value(id) over (partition by action, who, reason, date_trunc('hour', at) order by id) as id
          from (select * from operator_action order by id desc limit 100000) as newest) as firsts
 where firsts.done = done.id and firsts.id <> done.id;

alter table operator_action add column deed uuid not null generated always as (coalesce(part_of, id)) stored;

-- Deeds are listed newest first, each found from the one before: all of them, of one person, those to dead letters.
create index operator_action_deed on operator_action (deed, id);
create index operator_action_deed_of on operator_action (who, deed);
create index operator_action_deed_dead_letters on operator_action (deed) where action in ('REDELIVER', 'DISCARD');
drop index operator_action_dead_letters;

-- Whoever writes one down looks for the deed that it is part of.
create index operator_action_same on operator_action (who, action, md5(reason), deed);
