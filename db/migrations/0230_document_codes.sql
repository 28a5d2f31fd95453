alter table kernel.issued_hash
  add column code_hash text unique check (code_hash ~ '^[0-9a-f]{64}$');
comment on column kernel.issued_hash.code_hash is 'Of the number and the code printed on the paper, by which whoever holds it has it checked without an account. Null: issued before papers had a code.';
