alter table complaints.import add column first_words boolean not null default false;
update complaints.import set first_words = true;
comment on column complaints.import.first_words is 'Brought in by a release that took the customer''s first words for a subject the file did not give; false again once these were replaced by kind and service.';
