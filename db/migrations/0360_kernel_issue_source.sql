-- What recurring complaints and expired licences opened said no source, and counted as other.
update kernel.issue set source = 'complaint'
  where source = 'other' and kind = 'complaints.issue.repeated_cause';
update kernel.issue set source = 'registration'
  where source = 'other' and kind = 'establishment.licence_expiry.issue_ended';
