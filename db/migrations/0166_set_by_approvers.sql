-- What the approvers of an application set, beside its plan.
alter table establishment.application
  add column approved_budget bigint check (approved_budget >= 0),
  add column approval_condition text check (length(approval_condition) between 1 and 2000);
comment on column establishment.application.approved_budget is 'Start-up budget as its approvers set it, in minor units of its currency; null: as it was applied for.';
comment on column establishment.application.approval_condition is 'What the approval asks to be kept, in its approvers'' words.';
