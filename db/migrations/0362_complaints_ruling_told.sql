-- What the customer is told once it is agreed that a complaint has no ground; one in approval already may lack it.
alter table complaints.ruling
  drop constraint ruling_check1,
  add constraint ruling_notice check (
    case matter when 'extension' then notice is not null when 'compensation' then notice is null else true end
  );
comment on column complaints.ruling.notice is 'What the customer is told once more time was granted, or that the complaint has no ground.';
