alter table establishment.change add column agreed_on date;
comment on column establishment.change.agreed_on is 'The day agreed to, where the filing was held up past it and took effect later.';
