alter table complaints.complaint add column words_key text generated always as (
  case when length(translate(description, E' \t\r\n　，。！？、；：,.!?;:“”"', '')) >= 10
    then md5(lower(translate(description, E' \t\r\n　，。！？、；：,.!?;:“”"', ''))) end
) stored;
comment on column complaints.complaint.words_key is 'The same for the same words, whatever their spaces, punctuation and case; null for a few words, which coincide by chance.';
create index complaint_words on complaints.complaint (words_key) where words_key is not null;
alter table complaints.complainant add column email_key text generated always as (lower(email)) stored;
comment on column complaints.complainant.email_key is 'The address by which it is compared.';
create index complainant_phone_anywhere on complaints.complainant (phone) where phone is not null;
create index complainant_email_anywhere on complaints.complainant (email_key) where email_key is not null;
