-- Who was shown the link by which a password was set: that administrator gives the account no say.
alter table kernel.account_verification add column shown_to uuid references kernel.account on delete set null;
comment on column kernel.account_verification.shown_to is 'Of a one-time link: the administrator''s account it was shown to, to be handed over; null when it went by mail or was made on the server.';
alter table kernel.account add column handed_by uuid references kernel.account on delete set null;
comment on column kernel.account.handed_by is 'The administrator''s account that was shown the link by which the password was set.';
