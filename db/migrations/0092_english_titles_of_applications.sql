-- What was applied for before is found, and shown, under its English name as well.
update kernel.search_entry e set title_en = nullif(a.name_en, '')
from establishment.application a
where e.subject_type = 'establishment.application' and a.org_id = e.org_id and a.id = e.id and a.name = e.title;
