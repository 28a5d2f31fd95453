create index issue_subject on kernel.issue (org_id, subject_id);
