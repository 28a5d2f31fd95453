alter table kernel.task add column meant_for_id uuid references kernel.person;
comment on column kernel.task.meant_for_id is 'Whom it was opened for, whose account is not in use: it waits for whoever looks after that person''s people instead.';
create index task_meant_for on kernel.task (meant_for_id) where closed_at is null and meant_for_id is not null;
