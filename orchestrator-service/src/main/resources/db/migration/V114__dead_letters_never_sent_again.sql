-- The page of a cause says how many of its letters were never sent again; those that were may be very many.
create index dead_letter_never_sent_again on dead_letter (md5(cause_kind), id) where redelivered_at is null;
