-- The command, by role and name, for whose silence a person has said that the saga calls for nobody any more: it does
-- again when another command goes unanswered too often. Who said so and why is in operator_action.
alter table saga add column attention_waived text null;

-- Until now only the console knew what was marked as resolved.
update saga
   set needs_attention = false,
       attention_waived = (select (step ->> 'role') || ' ' || (step ->> 'service') || '.' || (step ->> 'action')
                             from json_array_elements(steps::json) step
                            where step ->> 'status' in ('SENT', 'IN_DOUBT') limit 1)
 where needs_attention
   and exists (select from operator_action done where done.saga_id = saga.saga_id and done.action = 'RESOLVE');
