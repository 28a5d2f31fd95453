-- The analysis counts every complaint of a period; all it counts them by is found in the index.
create index complaint_counted on complaints.complaint (received_at)
  include (org_id, state, service_key, cause_key, channel, reopenings);
