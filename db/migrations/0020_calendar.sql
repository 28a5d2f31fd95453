create table kernel.calendar (
  id uuid primary key,
  name text not null check (length(name) between 1 and 60),
  name_en text,
  week jsonb not null,
  is_default boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table kernel.calendar is 'Working calendars: every deadline is counted on one. Shared.';
comment on column kernel.calendar.week is 'mon … sun → [{from, to}], wall-clock time in the zone of whichever organisation works by it; lunch is the gap between two stretches.';
comment on column kernel.calendar.is_default is 'Used where neither the organisation nor an ancestor names one.';
create unique index calendar_one_default on kernel.calendar ((true)) where is_default;

create table kernel.calendar_year (
  calendar_id uuid not null references kernel.calendar on delete cascade,
  year int not null check (year between 1970 and 2200),
  source text not null check (source in ('published', 'entered')),
  entered_at timestamptz not null default now(),
  primary key (calendar_id, year)
);
comment on table kernel.calendar_year is 'Years whose holidays are known. Deadlines in any other year follow the week alone, and say so.';
comment on column kernel.calendar_year.source is 'published: as the State Council''s notice says; entered: by an administrator.';

create table kernel.calendar_day (
  calendar_id uuid not null references kernel.calendar on delete cascade,
  day date not null,
  kind text not null check (kind in ('holiday', 'make_up')),
  hours_as text check (hours_as in ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
  name text not null,
  name_en text,
  primary key (calendar_id, day),
  check (kind = 'make_up' or hours_as is null)
);
comment on table kernel.calendar_day is 'Days that differ from the week: holidays, and days worked to make up for them.';
comment on column kernel.calendar_day.hours_as is 'A make-up day works the hours of this weekday; null: of the first worked weekday.';

create table kernel.organisation_calendar (
  organisation_id uuid primary key references kernel.organisation,
  calendar_id uuid not null references kernel.calendar,
  version int not null default 1
);
comment on table kernel.organisation_calendar is 'An organisation''s own calendar. Without a row the nearest ancestor''s holds. Shared.';
create index organisation_calendar_calendar on kernel.organisation_calendar (calendar_id);
