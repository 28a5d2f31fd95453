-- Tasks, requests, issues and trail entries keep what their subject was called, in one language. What it is called in
-- English stands once, where it is found, and is shown to whoever reads in English.
alter table kernel.search_entry add column title_en text;
comment on column kernel.search_entry.title_en is 'The title as it is in English, where it has one.';
create index search_entry_english on kernel.search_entry (org_id, title) where title_en is not null;
update kernel.search_entry e set title_en = nullif(o.name_en, '')
from kernel.organisation o where o.id = e.org_id and o.name = e.title;
update kernel.search_entry e set title_en = nullif(p.name_en, '')
from kernel.person p where e.subject_type = 'person' and p.id = e.id and p.name = e.title;
