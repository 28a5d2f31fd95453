create table kernel.public_limit (
  slot int primary key check (slot between 0 and 65535),
  mark bytea not null,
  times int not null,
  since timestamptz not null
);
comment on table kernel.public_limit is 'How often something was done from outside without an account, by a keyed hash of what and by whom: 65,536 rows at most, and none says an address.';
