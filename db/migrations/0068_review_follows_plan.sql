alter table establishment.review add column to_confirm text[] not null default '{}';
comment on column establishment.review.to_confirm is 'Conditions whose part of the application changed after they were scored: each is scored anew or confirmed before the review is concluded.';

alter table establishment.site_visit add column premises jsonb;
comment on column establishment.site_visit.premises is 'Where it took place: {address, longitude, latitude} as the application gave them when the visit was completed. It counts only for these premises.';
update establishment.site_visit v
set premises = jsonb_build_object('address', a.address, 'longitude', a.longitude, 'latitude', a.latitude)
from establishment.application a
where a.org_id = v.org_id and a.id = v.application_id and v.completed_at is not null;
alter table establishment.site_visit add check ((completed_at is null) = (premises is null));

alter table establishment.site_visitor add column signed_at timestamptz;
comment on column establishment.site_visitor.signed_at is 'When this visitor stood by the visit as it is written. Whatever is changed afterwards takes it back; two complete the visit.';
