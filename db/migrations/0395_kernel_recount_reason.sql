alter table kernel.indicator_recount add column reason text;
comment on column kernel.indicator_recount.reason is 'Why, where somebody corrected what is counted against: that is owed however old it is.';
