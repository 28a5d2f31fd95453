alter table kernel.mail add column sealed_link text;
comment on column kernel.mail.sealed_link is 'A link that opens an account, encrypted with the installation''s secret until the mail is sent; the body has a mark in its place.';
