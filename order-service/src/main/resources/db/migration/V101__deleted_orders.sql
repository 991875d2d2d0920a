-- A deleted order is out of sight, yet an audit still finds how it ended: its saga was paid for all the same.
alter table orders add column deleted_at timestamptz null;
