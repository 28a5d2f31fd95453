-- All that the ledger's numbers are counted from is found in the index.
create index issue_counted on kernel.issue (original_due_on)
  include (org_id, state, due_on, closed_at, repeat_of, reopenings, clause, source);
drop index kernel.issue_original_due;
