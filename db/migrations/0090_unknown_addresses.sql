-- Wrong sign-ins at addresses nobody has, counted like those of an account: a lock that only accounts know would tell
-- which addresses have one. The table never has more rows than slots; of two addresses in one slot the later one stays.
create table kernel.unknown_address (
  slot int primary key check (slot between 0 and 65535),
  address bytea not null check (octet_length(address) = 32),
  failed_sign_ins int not null,
  locked_until timestamptz
);
comment on table kernel.unknown_address is 'Wrong sign-ins in a row at an address without an account, in a bounded number of slots.';
comment on column kernel.unknown_address.slot is 'The first two bytes of the address''s mark.';
comment on column kernel.unknown_address.address is 'The mark of the address: HMAC-SHA-256 of it under the installation''s secret. The address itself is kept nowhere.';
