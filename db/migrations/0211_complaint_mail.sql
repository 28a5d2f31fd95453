create table complaints.mail (
  org_id uuid not null,
  id uuid not null,
  complaint_id uuid not null,
  message_id uuid,
  internet_id text not null,
  sender text not null,
  by_customer boolean not null,
  left_out jsonb not null default '[]',
  arrived_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id)
);
comment on table complaints.mail is 'Mails that opened a complaint or came to it. What they say stands in the complaint or in the message.';
comment on column complaints.mail.message_id is 'The message its words became; null: it opened the complaint.';
comment on column complaints.mail.internet_id is 'Message-ID of the mail: our next one answers it.';
comment on column complaints.mail.by_customer is 'It came from the address the customer is known by, and the mail server doubted nothing.';
comment on column complaints.mail.left_out is 'Attachments that were not kept: name, and why as {code, params} of a message.';
create index mail_id on complaints.mail (id);
create index mail_of on complaints.mail (org_id, complaint_id, arrived_at);
select kernel.guard('complaints.mail');

alter table complaints.message drop constraint message_kind_check;
alter table complaints.message add constraint message_kind_check
  check (kind in ('note', 'to_customer', 'from_customer', 'from_other'));
comment on column complaints.message.kind is 'A note is internal and reaches no customer. from_other: by mail from an address that is not the customer’s.';
