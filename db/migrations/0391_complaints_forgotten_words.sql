alter table complaints.ruling drop constraint ruling_reason_check;
alter table complaints.remedy drop constraint remedy_root_cause_check;
alter table complaints.remedy drop constraint remedy_action_check;
comment on column complaints.ruling.reason is 'Empty once the time to keep it is over; so is what the customer was told.';
comment on column complaints.remedy.root_cause is 'Empty once the time to keep it is over; so are the action and what was found.';
