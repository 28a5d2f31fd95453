-- How many there are is counted with each list, up to 10,000, and the analysis of a branch goes by its organisations: found in
-- the index, and not page by page of the table. So is whether a cause had come up before.
drop index complaints.complaint_newest_of, complaints.complaint_queue, complaints.complaint_cause;
create index complaint_newest_of on complaints.complaint (org_id, received_at desc, id desc)
  include (state, service_key, cause_key, channel, reopenings);
create index complaint_queue on complaints.complaint (next_due_at, id) include (org_id, state)
  where state in ('received', 'acknowledged', 'investigating', 'waiting_customer', 'proposed', 'reopened');
create index complaint_cause on complaints.complaint (org_id, cause_key, received_at desc)
  include (service_key, state) where cause_key is not null;
