-- A role granted by mistake ends on the very day it begins, and then never held.
alter table kernel.role_assignment drop constraint role_assignment_check;
alter table kernel.role_assignment add constraint role_assignment_span check (ends_on is null or ends_on >= starts_on);
comment on column kernel.role_assignment.ends_on is 'First day on which it no longer holds; the same as starts_on where it was withdrawn before it held.';
comment on column kernel.role_assignment.source is 'appointment: it came with heading the organisation and ends with that; granted: an administrator gave it.';

create unique index role_title on kernel.role (title);

alter table kernel.account add column last_sign_in_at timestamptz;
comment on column kernel.account.last_sign_in_at is 'When a browser last signed in, kept after that session is gone.';
comment on column kernel.account.locked_until is 'Too many wrong passwords: no sign-in before then.';
