-- What a task says besides its title, as how often its approver was urged, reaches open windows as well.
drop trigger task_told on kernel.task;
create trigger task_told after insert or delete or update of person_id, title, params, due_at, closed_at on kernel.task
  for each row execute function kernel.tell_inbox();
drop trigger task_told_proxies on kernel.task;
create trigger task_told_proxies after insert or update of person_id, title, params, due_at, closed_at on kernel.task
  for each row when (new.kind = 'approvals.inbox.asked') execute function kernel.tell_proxies();
