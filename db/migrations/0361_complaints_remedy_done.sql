alter table complaints.remedy add column done_at timestamptz;
comment on column complaints.remedy.done_at is 'When its owner said that the corrective action is done.';
comment on column complaints.remedy.check_on is 'Day on which it is looked at whether the action worked: 30 days after the complaint was closed or the action was due, whichever is later.';
