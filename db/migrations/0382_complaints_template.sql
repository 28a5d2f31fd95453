create table complaints.template (
  id uuid primary key,
  key text unique,
  kind text not null check (kind in ('acknowledge', 'ask', 'tell', 'propose', 'extend', 'judge')),
  title text not null check (length(title) between 1 and 60),
  title_tw text,
  title_en text not null check (length(title_en) between 1 and 60),
  text text not null check (length(text) between 1 and 4000),
  text_tw text,
  text_en text not null check (length(text_en) between 1 and 4000),
  withdrawn_at timestamptz,
  version int not null default 1
);
comment on table complaints.template is 'Words an answer to whoever complained begins from. Shared: headquarters keeps them for every desk.';
comment on column complaints.template.key is 'Of those the program brings: by which it knows that they are there. Null: made here.';
comment on column complaints.template.kind is 'The step it is offered at.';
comment on column complaints.template.text_tw is 'Null: derived from the simplified text.';
comment on column complaints.template.withdrawn_at is 'Not offered any more since.';
revoke delete on complaints.template from bylaw_app;
