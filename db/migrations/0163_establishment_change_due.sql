alter table establishment.change add column review_due_at timestamptz;
comment on column establishment.change.review_due_at is 'By when it is to be decided, by the regulation in force when it was handed in (2.3.2).';
create index change_created on establishment.change (created_at desc, id desc);
