-- The traceparent of the request that placed an order at this service itself, so that its announcements, however late and
-- by whichever instance, belong to the client's trace.
alter table orders add column traceparent text null;
