alter table establishment.registration_kind
  add column licence_kind text,
  add column existing_kinds text[] not null default '{}',
  add column authority text,
  add column authority_tw text,
  add column authority_en text,
  add check ((licence_kind is null) = (authority is null));
comment on column establishment.registration_kind.licence_kind is 'The licence of the register that filing it brings; null: none.';
comment on column establishment.registration_kind.existing_kinds is 'Kinds of organisation that may have been registered before they applied.';
comment on column establishment.registration_kind.authority is 'Who issues that licence, unless the filing says more exactly.';
update establishment.registration_kind set licence_kind = key, existing_kinds = '{partner_point}',
  authority = case key when 'business' then '市场监督管理局' else '税务局' end,
  authority_tw = case key when 'business' then '市場監督管理局' else '稅務局' end,
  authority_en = case key when 'business' then 'Administration for Market Regulation' else 'Tax authority' end
where key in ('business', 'tax');

alter table establishment.registration
  add column issued_by text check (length(issued_by) between 1 and 200),
  add column valid_until date check (valid_until >= registered_on);
comment on column establishment.registration.issued_by is 'The authority, for the licence register.';
comment on column establishment.registration.valid_until is 'Last day on which what was registered holds; null: without an end.';
