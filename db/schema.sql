-- Generated from db/migrations by `npm run generate`. For reading; never run.

-- Complaints whose cause had come up for the same service there in the 90 days before; exact but for the causes named in complaints.count_change.
create table complaints.came_up_again (
  org_id uuid not null
  complaint_id uuid not null
  cause_key text not null
  service_key text
  received_at timestamp with time zone not null
  constraint came_up_again_pkey PRIMARY KEY (org_id, complaint_id)
  constraint came_up_again_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX came_up_again_cause ON complaints.came_up_again USING btree (org_id, cause_key, received_at);
CREATE INDEX came_up_again_counted ON complaints.came_up_again USING btree (received_at) INCLUDE (org_id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Why something went wrong, in two levels. A cause that is worded anew is another version; complaints keep the version they were given.
create table complaints.cause (
  key text not null
  version integer not null
  parent text -- The group it stands in; null: it is a group itself, which no complaint has for its cause.
  title text not null
  title_tw text not null
  title_en text not null
  position integer not null
  from_on date not null
  until_on date -- First day on which no complaint is given it any more.
  constraint cause_pkey PRIMARY KEY (key, version)
  constraint cause_check CHECK (((parent = split_part(key, '.'::text, 1)) AND (parent <> key)))
  constraint cause_check1 CHECK ((until_on > from_on))
  constraint cause_check2 CHECK (((parent IS NULL) = (POSITION(('.'::text) IN (key)) = 0)))
  constraint cause_key_check CHECK ((key ~ '^[a-z_]+(\.[a-z_]+)?$'::text))
  constraint cause_version_check CHECK ((version > 0))
);
CREATE UNIQUE INDEX cause_in_force ON complaints.cause USING btree (key) WHERE (until_on IS NULL);

-- The three clocks of a complaint, in working time of its organisation: first response, next update, resolution.
create table complaints.clock (
  org_id uuid not null
  complaint_id uuid not null
  kind text not null
  limit_ms bigint not null
  elapsed_ms bigint not null default 0 -- Working time gone until running_since, or in all where it stands still.
  running_since timestamp with time zone
  paused_ms bigint not null default 0 -- Working time it stood still waiting for the customer, until paused_since.
  paused_since timestamp with time zone
  stopped_at timestamp with time zone
  due_at timestamp with time zone
  warn_at timestamp with time zone -- When four fifths are gone.
  warned_at timestamp with time zone -- The superior was told that four fifths are gone.
  overdue_at timestamp with time zone -- The superior was told that all of it is gone.
  ended_at timestamp with time zone default 
CASE
    WHEN ((stopped_at IS NOT NULL) AND (elapsed_ms <= limit_ms)) THEN stopped_at
    ELSE COALESCE(due_at, overdue_at, stopped_at)
END -- When it was decided whether it was kept: it stopped in time, or its time ran out. Null while it is paused.
  constraint clock_pkey PRIMARY KEY (org_id, complaint_id, kind)
  constraint clock_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
  constraint clock_check CHECK ((num_nonnulls(running_since, paused_since, stopped_at) = 1))
  constraint clock_check1 CHECK ((((running_since IS NULL) = (due_at IS NULL)) AND ((running_since IS NULL) = (warn_at IS NULL))))
  constraint clock_elapsed_ms_check CHECK ((elapsed_ms >= 0))
  constraint clock_kind_check CHECK ((kind = ANY (ARRAY['response'::text, 'update'::text, 'resolution'::text])))
  constraint clock_limit_ms_check CHECK ((limit_ms > 0))
  constraint clock_paused_ms_check CHECK ((paused_ms >= 0))
);
CREATE INDEX clock_due ON complaints.clock USING btree (due_at) WHERE ((running_since IS NOT NULL) AND (overdue_at IS NULL));
CREATE INDEX clock_ended ON complaints.clock USING btree (kind, ended_at);
CREATE INDEX clock_warn ON complaints.clock USING btree (warn_at) WHERE ((running_since IS NOT NULL) AND (warned_at IS NULL));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Who complained. Shown masked; taken away when the time to keep it is over.
create table complaints.complainant (
  org_id uuid not null
  complaint_id uuid not null
  name text
  phone text
  email text
  language text not null default 'zh-CN'::text
  email_key text default lower(email) -- The address by which it is compared.
  constraint complainant_pkey PRIMARY KEY (org_id, complaint_id)
  constraint complainant_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
  constraint complainant_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'zh-TW'::text, 'en'::text])))
);
CREATE INDEX complainant_email ON complaints.complainant USING btree (org_id, email) WHERE (email IS NOT NULL);
CREATE INDEX complainant_email_anywhere ON complaints.complainant USING btree (email_key) WHERE (email_key IS NOT NULL);
CREATE INDEX complainant_phone ON complaints.complainant USING btree (org_id, phone) WHERE (phone IS NOT NULL);
CREATE INDEX complainant_phone_anywhere ON complaints.complainant USING btree (phone) WHERE (phone IS NOT NULL);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Complaints. org_id is the organisation that gave the service on the day it was given, not where its people work today.
create table complaints.complaint (
  org_id uuid not null
  id uuid not null
  number text not null
  state text not null
  channel text not null
  kind text not null
  severity integer not null
  subject text not null
  description text not null
  service_key text
  service_on date not null -- The day of the service complained of: organisation and staff are those of that day.
  staff_id uuid -- Whom it concerns; never its handler.
  cause_key text
  cause_version integer
  claimed bigint -- What the customer asks for, in minor units.
  compensated bigint -- What was agreed to, in minor units; above the limit by approval.
  currency text not null
  handler_id uuid
  assigned_at timestamp with time zone
  unread_due_at timestamp with time zone -- By when whoever it was given to should have opened it.
  unread_told_at timestamp with time zone
  read_at timestamp with time zone
  next_due_at timestamp with time zone not null default '9999-12-31 00:00:00+00'::timestamp with time zone -- When the next of its running clocks is due; far off where none runs.
  extensions integer not null default 0 -- How often its time to resolve was extended; a third time is impossible.
  reopenings integer not null default 0
  received_at timestamp with time zone not null
  received_by uuid
  acknowledged_at timestamp with time zone
  resolved_at timestamp with time zone
  closed_at timestamp with time zone
  closed_by uuid
  answer text -- What the customer was told in answer.
  went_to uuid -- The complaint in which this one goes on: merged with it, or its other half after a transfer.
  came_from uuid -- The row it was before a transfer, at the other organisation.
  tracking_hash text -- Hash of the code by which the customer follows it.
  version integer not null default 1
  service_version integer not null default 1 -- Of the service, as it was on the day of the service; without a service it says nothing.
  kind_version integer not null default 1 -- Of the kind, as it was on the day of the service.
  worded boolean not null default true -- Whether somebody here gave it its subject. Otherwise that is its kind and service, said to each reader in their language.
  words_key text default 
CASE
    WHEN (length(translate(description, ' 	
　，。！？、；：,.!?;:“”"'::text, ''::text)) >= 10) THEN md5(lower(translate(description, ' 	
　，。！？、；：,.!?;:“”"'::text, ''::text)))
    ELSE NULL::text
END -- The same for the same words, whatever their spaces, punctuation and case; null for a few words, which coincide by chance.
  forgotten_at timestamp with time zone -- When who complained and what was said was taken away; null again once words came after that. Null too for what was forgotten before this was written down, which is gone through once more.
  objections integer not null default 0 -- How often the customer objected to an answer; what was objected to was not right the first time.
  constraint complaint_pkey PRIMARY KEY (org_id, id)
  constraint complaint_cause_key_cause_version_fkey FOREIGN KEY (cause_key, cause_version) REFERENCES complaints.cause(key, version)
  constraint complaint_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES kernel.person(id)
  constraint complaint_handler_id_fkey FOREIGN KEY (handler_id) REFERENCES kernel.person(id)
  constraint complaint_kind_kind_version_fkey FOREIGN KEY (kind, kind_version) REFERENCES complaints.kind(key, version)
  constraint complaint_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint complaint_received_by_fkey FOREIGN KEY (received_by) REFERENCES kernel.person(id)
  constraint complaint_service_key_service_version_fkey FOREIGN KEY (service_key, service_version) REFERENCES complaints.service(key, version)
  constraint complaint_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES kernel.person(id)
  constraint complaint_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'phone'::text, 'counter'::text, 'email'::text, 'hotline'::text, 'import'::text])))
  constraint complaint_check CHECK (((handler_id IS NULL) = (assigned_at IS NULL)))
  constraint complaint_check1 CHECK (((state <> ALL (ARRAY['transferred'::text, 'merged'::text])) OR (went_to IS NOT NULL)))
  constraint complaint_check2 CHECK (((state <> 'closed'::text) OR (closed_at IS NOT NULL)))
  constraint complaint_check3 CHECK (((state = ANY (ARRAY['received'::text, 'merged'::text, 'transferred'::text])) OR (acknowledged_at IS NOT NULL)))
  constraint complaint_claimed_check CHECK ((claimed > 0))
  constraint complaint_compensated_check CHECK ((compensated > 0))
  constraint complaint_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint complaint_extensions_check CHECK (((extensions >= 0) AND (extensions <= 2)))
  constraint complaint_severity_check CHECK (((severity >= 1) AND (severity <= 4)))
  constraint complaint_state_check CHECK ((state = ANY (ARRAY['received'::text, 'acknowledged'::text, 'investigating'::text, 'waiting_customer'::text, 'proposed'::text, 'resolved'::text, 'closed'::text, 'reopened'::text, 'transferred'::text, 'merged'::text, 'unfounded'::text])))
  constraint complaint_subject_check CHECK ((subject <> ''::text))
);
CREATE INDEX complaint_cause ON complaints.complaint USING btree (org_id, cause_key, received_at DESC) INCLUDE (service_key, state) WHERE (cause_key IS NOT NULL);
CREATE INDEX complaint_counted ON complaints.complaint USING btree (received_at) INCLUDE (org_id, state, service_key, cause_key, channel, reopenings, objections) WHERE (state <> ALL (ARRAY['transferred'::text, 'merged'::text, 'unfounded'::text]));
CREATE INDEX complaint_handler ON complaints.complaint USING btree (handler_id, received_at DESC) WHERE (state = ANY (ARRAY['received'::text, 'acknowledged'::text, 'investigating'::text, 'waiting_customer'::text, 'proposed'::text, 'resolved'::text, 'reopened'::text]));
CREATE INDEX complaint_id ON complaints.complaint USING btree (id);
CREATE INDEX complaint_merged ON complaints.complaint USING btree (went_to) WHERE (state = 'merged'::text);
CREATE INDEX complaint_newest ON complaints.complaint USING btree (received_at DESC, id DESC);
CREATE INDEX complaint_newest_of ON complaints.complaint USING btree (org_id, received_at DESC, id DESC) INCLUDE (state, service_key, cause_key, channel, reopenings, objections);
CREATE INDEX complaint_number ON complaints.complaint USING btree (number);
CREATE INDEX complaint_queue ON complaints.complaint USING btree (next_due_at, id) INCLUDE (org_id, state) WHERE (state = ANY (ARRAY['received'::text, 'acknowledged'::text, 'investigating'::text, 'waiting_customer'::text, 'proposed'::text, 'reopened'::text]));
CREATE INDEX complaint_to_forget ON complaints.complaint USING btree (COALESCE(closed_at, received_at)) WHERE ((forgotten_at IS NULL) AND (state = ANY (ARRAY['closed'::text, 'unfounded'::text, 'merged'::text, 'transferred'::text])));
CREATE INDEX complaint_unread ON complaints.complaint USING btree (unread_due_at) WHERE ((read_at IS NULL) AND (unread_told_at IS NULL));
CREATE INDEX complaint_words ON complaints.complaint USING btree (words_key) WHERE (words_key IS NOT NULL);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What changed in the numbers of the analysis since they were last added up: what a complaint no longer counts as, and what it counts as from then on. Rows are only added and taken away, so that nobody waits for anybody.
create table complaints.count_change (
  org_id uuid not null
  id uuid not null
  n integer not null
  received_at timestamp with time zone not null
  service_key text
  cause_key text
  channel text not null
  outcome text not null -- Not resolved yet; resolved at the first time; resolved and objected to or opened again at least once.
  constraint count_change_pkey PRIMARY KEY (org_id, id)
  constraint count_change_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint count_change_n_check CHECK ((n = ANY (ARRAY['-1'::integer, 1])))
  constraint count_change_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'first'::text, 'again'::text])))
);
CREATE INDEX count_change_id ON complaints.count_change USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- How many complaints of all organisations together count in a month, by each thing they are counted by. With complaints.count_change it is exact; read only for whoever reaches all organisations.
create table complaints.count_month (
  month text not null
  part text not null
  key text not null
  n integer not null
  constraint count_month_pkey PRIMARY KEY (month, part, key)
  constraint count_month_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
  constraint count_month_part_check CHECK ((part = ANY (ARRAY['service'::text, 'cause'::text, 'channel'::text, 'outcome'::text])))
);
-- row-level security:
--   policy whole_network using ((current_setting('bylaw.reach_all'::text, true) = 'on'::text))

-- How many complaints of an organisation count in a month; exact with complaints.count_change.
create table complaints.count_month_of (
  org_id uuid not null
  month text not null
  n integer not null
  constraint count_month_of_pkey PRIMARY KEY (org_id, month)
  constraint count_month_of_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint count_month_of_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
);
CREATE INDEX count_month_of_month ON complaints.count_month_of USING btree (month) INCLUDE (org_id, n);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- By which clock the months are counted. Without this row, or by another clock, nothing was added up yet and every complaint is counted.
create table complaints.counting (
  one boolean not null default true
  time_zone text not null
  folded_at timestamp with time zone not null
  constraint counting_pkey PRIMARY KEY (one)
  constraint counting_one_check CHECK (one)
);

-- A file of complaints on its way in: uploaded, mapped, checked without entering any, brought in. org_id is the topmost organisation its uploader may import at.
create table complaints.import (
  org_id uuid not null
  id uuid not null
  file_name text not null
  bytes bytea -- The file itself; taken away once it was brought in, or when nobody did for long.
  format text not null
  encoding text
  row_count integer not null
  columns jsonb not null -- Header and samples of each column.
  signature text not null -- The same for files with the same headers; mappings are remembered by it.
  mapping jsonb not null
  remembered boolean not null
  state text not null default 'mapped'::text
  job_id uuid
  job_does text
  summary jsonb -- Counts of the last check.
  progress jsonb -- What the sets brought in so far did, and who is to hear of how many; written with each set.
  result jsonb -- What the import did.
  uploaded_by uuid
  checked_at timestamp with time zone
  imported_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null
  first_words boolean not null default false -- Brought in by a release that took the customer's first words for a subject the file did not give; false again once these were replaced by kind and service.
  constraint import_pkey PRIMARY KEY (org_id, id)
  constraint import_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint import_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES kernel.person(id)
  constraint import_check CHECK (((job_id IS NULL) = (job_does IS NULL)))
  constraint import_check1 CHECK (((state = 'imported'::text) = (imported_at IS NOT NULL)))
  constraint import_check2 CHECK (((state = 'mapped'::text) OR (summary IS NOT NULL)))
  constraint import_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 300)))
  constraint import_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text])))
  constraint import_job_does_check CHECK ((job_does = ANY (ARRAY['check'::text, 'import'::text])))
  constraint import_row_count_check CHECK ((row_count > 0))
  constraint import_state_check CHECK ((state = ANY (ARRAY['mapped'::text, 'checked'::text, 'imported'::text])))
);
CREATE INDEX import_id ON complaints.import USING btree (id);
CREATE INDEX import_newest ON complaints.import USING btree (created_at DESC, id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- How the columns of files with the same headers were mapped the last time.
create table complaints.import_mapping (
  org_id uuid not null
  id uuid not null
  signature text not null
  mapping jsonb not null
  saved_by uuid
  saved_at timestamp with time zone not null
  constraint import_mapping_org_id_signature_key UNIQUE (org_id, signature)
  constraint import_mapping_pkey PRIMARY KEY (org_id, id)
  constraint import_mapping_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint import_mapping_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES kernel.person(id)
);
CREATE INDEX import_mapping_id ON complaints.import_mapping USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- From which row of which import a complaint came. The key keeps one row from becoming two complaints, however often its file is brought in.
create table complaints.import_origin (
  org_id uuid not null
  complaint_id uuid not null
  key text not null -- r: and what the other system calls it, or h: and the hash of the row.
  content text not null -- Hash of the cells of the row: the same row said anew, or another.
  import_id uuid not null
  line integer not null
  constraint import_origin_org_id_key_key UNIQUE (org_id, key)
  constraint import_origin_pkey PRIMARY KEY (org_id, complaint_id)
  constraint import_origin_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What the last check says about each row of the file, and which complaint came of it.
create table complaints.import_row (
  org_id uuid not null
  id uuid not null
  import_id uuid not null
  line integer not null -- Where the row begins in the file, counted from 1.
  verdict text not null
  does text not null
  organisation text not null
  reference text not null
  subject text not null
  of_org_id uuid -- The organisation of the complaint; the complaint is that of this organisation, never of org_id.
  complaint_id uuid -- The complaint it became, or the one it had become before.
  number text
  faults jsonb not null
  codes text[] not null -- The codes of its faults, to filter by.
  cells text[] not null -- As in the file; taken away once it is a complaint.
  constraint import_row_org_id_import_id_line_key UNIQUE (org_id, import_id, line)
  constraint import_row_pkey PRIMARY KEY (org_id, id)
  constraint import_row_of_org_id_fkey FOREIGN KEY (of_org_id) REFERENCES kernel.organisation(id)
  constraint import_row_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES complaints.import(org_id, id) ON DELETE CASCADE
  constraint import_row_does_check CHECK ((does = ANY (ARRAY['create'::text, 'same'::text, 'nothing'::text])))
  constraint import_row_verdict_check CHECK ((verdict = ANY (ARRAY['create'::text, 'same'::text, 'doubtful'::text, 'refused'::text])))
);
CREATE INDEX import_row_id ON complaints.import_row USING btree (id);
CREATE INDEX import_row_next ON complaints.import_row USING btree (org_id, import_id, line) WHERE ((does = 'create'::text) AND (complaint_id IS NULL));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Kinds of complaints. One that is worded anew is another version; complaints keep the version of the day of their service.
create table complaints.kind (
  key text not null
  version integer not null
  title text not null
  title_tw text not null
  title_en text not null
  position integer not null
  from_on date not null
  until_on date -- First day of service on which it is no longer chosen, or another version is.
  constraint kind_pkey PRIMARY KEY (key, version)
  constraint kind_check CHECK ((until_on > from_on))
  constraint kind_key_check CHECK ((key ~ '^[a-z_]+$'::text))
  constraint kind_version_check CHECK ((version > 0))
);
CREATE UNIQUE INDEX kind_in_force ON complaints.kind USING btree (key) WHERE (until_on IS NULL);

-- Versions of the times complaints are handled in, by severity. On a day, the latest from_on not after it holds; of one day, the highest version. A complaint keeps those of the day it came.
create table complaints.limits (
  version integer not null
  from_on date not null
  reason text not null
  set_by uuid -- Null: what the program began with.
  set_at timestamp with time zone not null
  constraint limits_pkey PRIMARY KEY (version)
  constraint limits_set_by_fkey FOREIGN KEY (set_by) REFERENCES kernel.person(id)
  constraint limits_version_check CHECK ((version > 0))
);

-- Mails that opened a complaint or came to it. What they say stands in the complaint or in the message.
create table complaints.mail (
  org_id uuid not null
  id uuid not null
  complaint_id uuid not null
  message_id uuid -- The message its words became; null: it opened the complaint.
  internet_id text not null -- Message-ID of the mail: our next one answers it.
  sender text not null
  by_customer boolean not null -- It came from the address the customer is known by, and the mail server doubted nothing.
  left_out jsonb not null default '[]'::jsonb -- Attachments that were not kept: name, and why as {code, params} of a message.
  arrived_at timestamp with time zone not null
  constraint mail_pkey PRIMARY KEY (org_id, id)
  constraint mail_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
);
CREATE INDEX mail_id ON complaints.mail USING btree (id);
CREATE INDEX mail_of ON complaints.mail USING btree (org_id, complaint_id, arrived_at);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What was said: to the customer, by the customer, and among those who handle it.
create table complaints.message (
  org_id uuid not null
  id uuid not null
  complaint_id uuid not null
  kind text not null -- A note is internal and reaches no customer. from_other: of somebody not known to be the customer, by mail or with a merged complaint.
  text text not null
  author_id uuid
  created_at timestamp with time zone not null
  merged text -- Number of the merged complaint it came with.
  constraint message_pkey PRIMARY KEY (org_id, id)
  constraint message_author_id_fkey FOREIGN KEY (author_id) REFERENCES kernel.person(id)
  constraint message_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
  constraint message_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'to_customer'::text, 'from_customer'::text, 'from_other'::text])))
);
CREATE INDEX message_id ON complaints.message USING btree (id);
CREATE INDEX message_of ON complaints.message USING btree (org_id, complaint_id, created_at);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- How the customer found the handling; said again, the last word holds.
create table complaints.rating (
  org_id uuid not null
  complaint_id uuid not null
  stars integer not null
  rated_at timestamp with time zone not null
  constraint rating_pkey PRIMARY KEY (org_id, complaint_id)
  constraint rating_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
  constraint rating_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
CREATE INDEX rating_when ON complaints.rating USING btree (rated_at);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Why it happened at the root, what is done so that it does not happen again, and whether that worked.
create table complaints.remedy (
  org_id uuid not null
  complaint_id uuid not null
  method text not null
  root_cause text not null -- Empty once the time to keep it is over; so are the action and what was found.
  action text not null
  owner_id uuid not null
  due_on date not null
  check_on date -- Day on which it is looked at whether the action worked: 30 days after the complaint was closed or the action was due, whichever is later.
  asked_at timestamp with time zone
  effective boolean
  finding text
  checked_by uuid
  checked_at timestamp with time zone
  done_at timestamp with time zone -- When its owner said that the corrective action is done.
  forgotten boolean not null default false -- Its words are kept no longer; until then it has a root cause and an action.
  constraint remedy_pkey PRIMARY KEY (org_id, complaint_id)
  constraint remedy_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES kernel.person(id)
  constraint remedy_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
  constraint remedy_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES kernel.person(id)
  constraint remedy_check CHECK (((effective IS NULL) = (checked_at IS NULL)))
  constraint remedy_check1 CHECK ((forgotten OR ((root_cause <> ''::text) AND (action <> ''::text))))
  constraint remedy_method_check CHECK ((method = ANY (ARRAY['five_why'::text, 'category'::text])))
);
CREATE INDEX remedy_check ON complaints.remedy USING btree (check_on) WHERE ((checked_at IS NULL) AND (asked_at IS NULL));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- The same cause several times within 90 days at one organisation: a sign of a risk, with the issue it opened.
create table complaints.risk_signal (
  org_id uuid not null
  id uuid not null
  cause_key text not null
  times integer not null
  since_on date not null
  issue_id uuid
  raised_at timestamp with time zone not null
  constraint risk_signal_pkey PRIMARY KEY (org_id, id)
  constraint risk_signal_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX risk_signal_id ON complaints.risk_signal USING btree (id);
CREATE INDEX risk_signal_of ON complaints.risk_signal USING btree (org_id, cause_key, raised_at DESC);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What whoever handles a complaint can’t decide alone: a second extension, a compensation above the limit, that it is unfounded.
create table complaints.ruling (
  org_id uuid not null
  id uuid not null
  complaint_id uuid not null
  matter text not null
  state text not null
  amount bigint
  reason text not null -- Empty once the time to keep it is over; so is what the customer was told.
  notice text -- What the customer is told once more time was granted, or that the complaint has no ground.
  requested_by uuid not null
  request_id uuid
  created_at timestamp with time zone not null
  decided_at timestamp with time zone
  decided_by uuid -- Who approved or rejected it last.
  version integer not null default 1
  forgotten boolean not null default false -- Its words are kept no longer; until then it has a reason.
  constraint ruling_pkey PRIMARY KEY (org_id, id)
  constraint ruling_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES kernel.person(id)
  constraint ruling_org_id_complaint_id_fkey FOREIGN KEY (org_id, complaint_id) REFERENCES complaints.complaint(org_id, id)
  constraint ruling_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES kernel.person(id)
  constraint ruling_amount_check CHECK ((amount > 0))
  constraint ruling_check CHECK (((matter = 'compensation'::text) = (amount IS NOT NULL)))
  constraint ruling_check1 CHECK ((forgotten OR (reason <> ''::text)))
  constraint ruling_matter_check CHECK ((matter = ANY (ARRAY['extension'::text, 'compensation'::text, 'unfounded'::text])))
  constraint ruling_notice CHECK (
CASE matter
    WHEN 'extension'::text THEN (notice IS NOT NULL)
    WHEN 'compensation'::text THEN (notice IS NULL)
    ELSE true
END)
  constraint ruling_state_check CHECK ((state = ANY (ARRAY['in_review'::text, 'returned'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
);
CREATE INDEX ruling_id ON complaints.ruling USING btree (id);
CREATE INDEX ruling_of ON complaints.ruling USING btree (org_id, complaint_id);
CREATE UNIQUE INDEX ruling_one_open ON complaints.ruling USING btree (org_id, complaint_id, matter) WHERE (state = ANY (ARRAY['in_review'::text, 'returned'::text]));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Services a complaint may be about, each with the standard it is measured by. One that changes is another version; complaints keep the version of the day of their service.
create table complaints.service (
  key text not null
  title text not null
  title_tw text not null
  title_en text not null
  standard text not null -- What the customer may expect of it.
  standard_tw text not null
  standard_en text not null
  position integer not null
  version integer not null
  from_on date not null
  until_on date -- First day of service on which it is no longer chosen, or another version is.
  constraint service_pkey PRIMARY KEY (key, version)
  constraint service_check CHECK ((until_on > from_on))
  constraint service_key_check CHECK ((key ~ '^[a-z_]+$'::text))
  constraint service_version_check CHECK ((version > 0))
);
CREATE UNIQUE INDEX service_in_force ON complaints.service USING btree (key) WHERE (until_on IS NULL);

-- What one version says for a severity. What the regulation names is never exceeded, whatever stands here.
create table complaints.severity_limit (
  version integer not null
  severity integer not null
  response_hours numeric -- Working hours until the first response; null: as the regulation says.
  update_hours numeric not null -- Working hours until the customer hears the next word.
  resolve_days integer -- Days until it is resolved; null: as the regulation says.
  constraint severity_limit_pkey PRIMARY KEY (version, severity)
  constraint severity_limit_version_fkey FOREIGN KEY (version) REFERENCES complaints.limits(version)
  constraint severity_limit_resolve_days_check CHECK ((resolve_days > 0))
  constraint severity_limit_response_hours_check CHECK ((response_hours > (0)::numeric))
  constraint severity_limit_severity_check CHECK (((severity >= 1) AND (severity <= 4)))
  constraint severity_limit_update_hours_check CHECK ((update_hours > (0)::numeric))
);

-- Words an answer to whoever complained begins from. Shared: headquarters keeps them for every desk.
create table complaints.template (
  id uuid not null
  key text -- Of those the program brings: by which it knows that they are there. Null: made here.
  kind text not null -- The step it is offered at.
  title text not null
  title_tw text
  title_en text not null
  text text not null
  text_tw text -- Null: derived from the simplified text.
  text_en text not null
  withdrawn_at timestamp with time zone -- Not offered any more since.
  version integer not null default 1
  constraint template_key_key UNIQUE (key)
  constraint template_pkey PRIMARY KEY (id)
  constraint template_kind_check CHECK ((kind = ANY (ARRAY['acknowledge'::text, 'ask'::text, 'tell'::text, 'propose'::text, 'extend'::text, 'judge'::text])))
  constraint template_text_check CHECK (((length(text) >= 1) AND (length(text) <= 4000)))
  constraint template_text_en_check CHECK (((length(text_en) >= 1) AND (length(text_en) <= 4000)))
  constraint template_title_check CHECK (((length(title) >= 1) AND (length(title) <= 60)))
  constraint template_title_en_check CHECK (((length(title_en) >= 1) AND (length(title_en) <= 60)))
);

-- Applications to establish an organisation; org_id is the organisation that applies.
create table establishment.application (
  org_id uuid not null
  id uuid not null
  number text
  kind text not null
  state text not null
  applicant_id uuid not null
  reviewer_id uuid
  name text
  name_en text
  parent_id uuid -- The organisation the new one would stand beneath.
  credit_code text
  positioning text
  scope text
  strategy_fit text
  staffing jsonb not null default '[]'::jsonb -- [{post, number, qualification, persons: [person id]}]
  address text
  area numeric -- Square metres.
  tenure text
  tenure_until date
  longitude numeric
  latitude numeric
  safety text
  environment text
  rules text
  currency text not null
  budget jsonb not null default '[]'::jsonb -- [{item, amount}], amounts in minor units; start_up_budget is their sum.
  start_up_budget bigint not null default 0
  funding jsonb not null default '[]'::jsonb -- [{source, amount}], amounts in minor units.
  forecast_income bigint
  forecast_cost bigint
  proposed_head_id uuid
  wanted text -- What the applicant was asked for last, by the reviewer or by an approver who sent it back.
  wanted_documents text[] not null default '{}'::text[]
  wanted_by uuid
  wanted_at timestamp with time zone
  wanted_by_approval boolean not null default false
  reason text -- Why it was rejected, sent on or withdrawn.
  request_id uuid -- The approval request under way, or the last one.
  organisation_id uuid -- What came of it.
  document_id uuid -- The approval document in force.
  submitted_at timestamp with time zone
  taken_at timestamp with time zone
  review_due_at timestamp with time zone
  concluded_at timestamp with time zone
  approved_at timestamp with time zone
  issued_at timestamp with time zone
  completed_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null
  wanted_before uuid[] not null default '{}'::uuid[] -- Documents that were there when more was asked for: what is wanted by name must be handed in anew.
  approved_budget bigint -- Start-up budget as its approvers set it, in minor units of its currency; null: as it was applied for.
  approval_condition text -- What the approval asks to be kept, in its approvers' words.
  approvers jsonb not null default '{}'::jsonb -- step key → persons: whom the applicant chose for the steps of the approval that leave it to them; used when it starts
  constraint application_org_id_number_key UNIQUE (org_id, number)
  constraint application_pkey PRIMARY KEY (org_id, id)
  constraint application_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES kernel.person(id)
  constraint application_kind_fkey FOREIGN KEY (kind) REFERENCES establishment.kind_rule(kind)
  constraint application_org_id_document_id_fkey FOREIGN KEY (org_id, document_id) REFERENCES kernel.issued_document(org_id, id)
  constraint application_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint application_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint application_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
  constraint application_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES kernel.organisation(id)
  constraint application_proposed_head_id_fkey FOREIGN KEY (proposed_head_id) REFERENCES kernel.person(id)
  constraint application_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES kernel.person(id)
  constraint application_wanted_by_fkey FOREIGN KEY (wanted_by) REFERENCES kernel.person(id)
  constraint application_approval_condition_check CHECK (((length(approval_condition) >= 1) AND (length(approval_condition) <= 2000)))
  constraint application_approved_budget_check CHECK ((approved_budget >= 0))
  constraint application_area_check CHECK ((area > (0)::numeric))
  constraint application_check CHECK (((number IS NULL) = (submitted_at IS NULL)))
  constraint application_check1 CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR (submitted_at IS NOT NULL)))
  constraint application_check2 CHECK (((state <> ALL (ARRAY['in_review'::text, 'recommended'::text, 'not_recommended'::text])) OR (reviewer_id IS NOT NULL)))
  constraint application_check3 CHECK (((state <> ALL (ARRAY['approved'::text, 'issued'::text, 'completed'::text])) OR (organisation_id IS NOT NULL)))
  constraint application_check4 CHECK (((state <> ALL (ARRAY['issued'::text, 'completed'::text])) OR (document_id IS NOT NULL)))
  constraint application_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
  constraint application_latitude_check CHECK (((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric)))
  constraint application_longitude_check CHECK (((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric)))
  constraint application_name_check CHECK ((length(name) <= 200))
  constraint application_start_up_budget_check CHECK ((start_up_budget >= 0))
  constraint application_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'in_review'::text, 'more_wanted'::text, 'recommended'::text, 'not_recommended'::text, 'approved'::text, 'rejected'::text, 'issued'::text, 'completed'::text, 'withdrawn'::text])))
  constraint application_tenure_check CHECK ((tenure = ANY (ARRAY['owned'::text, 'leased'::text, 'lent'::text])))
);
CREATE INDEX application_id ON establishment.application USING btree (id);
CREATE INDEX application_latest ON establishment.application USING btree (created_at DESC, id DESC);
CREATE INDEX application_state ON establishment.application USING btree (state);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Documents of the checklist as handed in.
create table establishment.application_document (
  org_id uuid not null
  id uuid not null
  application_id uuid not null
  document_type text not null
  file_id uuid not null
  valid_until date -- Last day on which it is valid.
  created_at timestamp with time zone not null
  constraint application_document_pkey PRIMARY KEY (org_id, id)
  constraint application_document_document_type_fkey FOREIGN KEY (document_type) REFERENCES establishment.document_type(key)
  constraint application_document_org_id_application_id_fkey FOREIGN KEY (org_id, application_id) REFERENCES establishment.application(org_id, id)
  constraint application_document_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES kernel.file(org_id, id)
  constraint application_document_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX application_document_application ON establishment.application_document USING btree (org_id, application_id);
CREATE INDEX application_document_id ON establishment.application_document USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Filings of change: what is to become different about an organisation, from which day on. org_id is the organisation it is about.
create table establishment.change (
  org_id uuid not null
  id uuid not null
  number text
  kind text not null
  item text not null -- What it touches; of one organisation one filing per item is open at a time.
  state text not null
  proposal jsonb not null default '{}'::jsonb -- What is to hold, in the shape of its kind.
  before jsonb -- What held when it was carried out, in the same shape.
  reason text not null
  plan text not null default ''::text -- How it is to be done (regulation 2.3.1).
  effective_on date -- First day on which it holds, where the organisation is. Until approval the day wished for; null: from the approval on.
  applicant_id uuid not null
  request_id uuid -- The approval request it listens to.
  ruling text -- Why it was sent back, rejected or withdrawn, in whose words it was.
  created_at timestamp with time zone not null
  submitted_at timestamp with time zone
  approved_at timestamp with time zone
  completed_at timestamp with time zone
  version integer not null default 1
  held_up jsonb -- Why it could not take effect on its day: code and parameters of the refusal. It is tried again until it does or is withdrawn.
  corrects_id uuid -- Of a correction: the completed filing whose content or day was wrong.
  notice_days integer -- How long before its day it was to be applied for, by the regulation in force when it was (2.3.1).
  registry_days integer -- Within how many days of its day outside registrations were to follow, by the regulation in force at its approval (2.3.2).
  review_due_at timestamp with time zone -- By when it is to be decided, by the regulation in force when it was handed in (2.3.2).
  agreed_on date -- The day agreed to, where the filing was held up past it and took effect later.
  constraint change_pkey PRIMARY KEY (org_id, id)
  constraint change_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES kernel.person(id)
  constraint change_corrects FOREIGN KEY (org_id, corrects_id) REFERENCES establishment.change(org_id, id)
  constraint change_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint change_check CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR (submitted_at IS NOT NULL)))
  constraint change_check1 CHECK (((state <> ALL (ARRAY['approved'::text, 'completed'::text])) OR ((approved_at IS NOT NULL) AND (effective_on IS NOT NULL))))
  constraint change_check2 CHECK (((state <> 'completed'::text) OR ((completed_at IS NOT NULL) AND (before IS NOT NULL))))
  constraint change_corrects_check CHECK (((kind = 'correction'::text) = (corrects_id IS NOT NULL)))
  constraint change_handover_check CHECK (((state <> 'in_handover'::text) OR ((approved_at IS NOT NULL) AND (effective_on IS NOT NULL))))
  constraint change_item_check CHECK ((item = ANY (ARRAY['name'::text, 'scope'::text, 'premises'::text, 'parent'::text, 'head'::text, 'life'::text])))
  constraint change_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'scope'::text, 'premises'::text, 'parent'::text, 'head'::text, 'suspend'::text, 'resume'::text, 'close'::text, 'restore'::text, 'correction'::text])))
  constraint change_reason_check CHECK ((reason <> ''::text))
  constraint change_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in_review'::text, 'more_wanted'::text, 'in_handover'::text, 'approved'::text, 'rejected'::text, 'completed'::text, 'withdrawn'::text])))
);
CREATE INDEX change_corrects_index ON establishment.change USING btree (org_id, corrects_id) WHERE (corrects_id IS NOT NULL);
CREATE INDEX change_created ON establishment.change USING btree (created_at DESC, id DESC);
CREATE INDEX change_due ON establishment.change USING btree (effective_on) WHERE (state = 'approved'::text);
CREATE INDEX change_id ON establishment.change USING btree (id);
CREATE UNIQUE INDEX change_one_open ON establishment.change USING btree (org_id, item) WHERE (state = ANY (ARRAY['in_review'::text, 'more_wanted'::text, 'in_handover'::text, 'approved'::text]));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Documents an application may carry.
create table establishment.document_type (
  key text not null
  title text not null
  title_tw text not null
  title_en text not null
  hint text
  hint_tw text
  hint_en text
  asks_validity boolean not null default false -- A file of this type says until when it is valid.
  position integer not null
  constraint document_type_pkey PRIMARY KEY (key)
  constraint document_type_key_check CHECK ((key ~ '^[a-z_]+$'::text))
);

-- Asks internal audit at headquarters to audit an outgoing head; a change of head takes no effect without one.
create table establishment.exit_audit_request (
  org_id uuid not null
  id uuid not null
  change_id uuid not null
  person_id uuid not null -- The outgoing head, who is audited.
  scope text not null
  period_from date not null
  period_to date not null
  requested_by uuid not null
  requested_at timestamp with time zone not null
  received_by uuid
  received_at timestamp with time zone -- When internal audit took it on.
  version integer not null default 1
  constraint exit_audit_request_org_id_change_id_key UNIQUE (org_id, change_id)
  constraint exit_audit_request_pkey PRIMARY KEY (org_id, id)
  constraint exit_audit_request_org_id_change_id_fkey FOREIGN KEY (org_id, change_id) REFERENCES establishment.change(org_id, id)
  constraint exit_audit_request_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint exit_audit_request_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint exit_audit_request_received_by_fkey FOREIGN KEY (received_by) REFERENCES kernel.person(id)
  constraint exit_audit_request_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES kernel.person(id)
  constraint exit_audit_request_check CHECK ((period_from <= period_to))
  constraint exit_audit_request_check1 CHECK (((received_by IS NULL) = (received_at IS NULL)))
  constraint exit_audit_request_scope_check CHECK ((scope <> ''::text))
);
CREATE INDEX exit_audit_request_id ON establishment.exit_audit_request USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- The ledger an organisation's record stands on; org_id is the organisation that was filed about, which needn't reach the application.
create table establishment.filing (
  org_id uuid not null
  id uuid not null
  kind text not null
  application_org_id uuid not null -- The organisation that applied.
  application_id uuid not null
  number text -- The application's.
  state text not null -- The application's, from its approval on.
  document_id uuid -- The approval document in force, which belongs to the organisation that applied and concerns this one.
  approved_at timestamp with time zone not null
  issued_at timestamp with time zone
  completed_at timestamp with time zone
  version integer not null default 1
  constraint filing_org_id_application_id_key UNIQUE (org_id, application_id)
  constraint filing_pkey PRIMARY KEY (org_id, id)
  constraint filing_application_org_id_fkey FOREIGN KEY (application_org_id) REFERENCES kernel.organisation(id)
  constraint filing_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint filing_kind_check CHECK ((kind = 'establish'::text))
);
CREATE INDEX filing_id ON establishment.filing USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What the outgoing head of an organisation hands over, of one approved change of head.
create table establishment.hand_over (
  org_id uuid not null
  change_id uuid not null
  outgoing_id uuid not null
  incoming_id uuid not null
  outgoing_at timestamp with time zone -- When the outgoing head confirmed the list as it stands; an edit takes all confirmations back.
  incoming_at timestamp with time zone
  witness_id uuid -- Who of headquarters stood by, after both had confirmed.
  witnessed_at timestamp with time zone
  drawn_up_at timestamp with time zone not null
  version integer not null default 1
  constraint hand_over_pkey PRIMARY KEY (org_id, change_id)
  constraint hand_over_incoming_id_fkey FOREIGN KEY (incoming_id) REFERENCES kernel.person(id)
  constraint hand_over_org_id_change_id_fkey FOREIGN KEY (org_id, change_id) REFERENCES establishment.change(org_id, id)
  constraint hand_over_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint hand_over_outgoing_id_fkey FOREIGN KEY (outgoing_id) REFERENCES kernel.person(id)
  constraint hand_over_witness_id_fkey FOREIGN KEY (witness_id) REFERENCES kernel.person(id)
  constraint hand_over_check CHECK ((outgoing_id <> incoming_id))
  constraint hand_over_check1 CHECK (((witness_id IS NULL) = (witnessed_at IS NULL)))
  constraint hand_over_check2 CHECK (((witness_id <> outgoing_id) AND (witness_id <> incoming_id)))
  constraint hand_over_check3 CHECK (((witnessed_at IS NULL) OR ((outgoing_at IS NOT NULL) AND (incoming_at IS NOT NULL))))
);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- One line of a hand-over list: counted by a part of the system, or written by hand.
create table establishment.hand_over_item (
  org_id uuid not null
  id uuid not null
  change_id uuid not null
  position integer not null
  source text -- Message key of what was counted, filled by count; null: written by hand, see title.
  count integer
  link text
  title text
  receiver_id uuid
  remark text
  constraint hand_over_item_pkey PRIMARY KEY (org_id, id)
  constraint hand_over_item_org_id_change_id_fkey FOREIGN KEY (org_id, change_id) REFERENCES establishment.hand_over(org_id, change_id)
  constraint hand_over_item_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint hand_over_item_receiver_id_fkey FOREIGN KEY (receiver_id) REFERENCES kernel.person(id)
  constraint hand_over_item_check CHECK (((source IS NULL) <> (title IS NULL)))
  constraint hand_over_item_check1 CHECK (((source IS NULL) OR ((count IS NOT NULL) AND (link IS NOT NULL))))
  constraint hand_over_item_title_check CHECK ((title <> ''::text))
);
CREATE INDEX hand_over_item_id ON establishment.hand_over_item USING btree (id);
CREATE INDEX hand_over_item_of ON establishment.hand_over_item USING btree (org_id, change_id, "position");
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What each kind of organisation needs to be established, beside its documents.
create table establishment.kind_rule (
  kind text not null
  site_visit boolean not null -- A review can't be concluded in favour without a completed site visit.
  region_review boolean not null -- A region's lead may review it; otherwise headquarters only.
  constraint kind_rule_pkey PRIMARY KEY (kind)
  constraint kind_rule_kind_check CHECK ((kind = ANY (ARRAY['branch'::text, 'department'::text, 'partner_point'::text])))
);

-- Licences, certificates and contracts an organisation needs in order to work, with the day each runs out.
create table establishment.licence (
  org_id uuid not null
  id uuid not null
  kind text not null -- business: business licence; tax: tax registration; industry: permit of the trade; lease: lease of the premises.
  number text not null
  issued_by text not null
  issued_on date not null
  expires_on date -- Last day on which it holds; null: without an end.
  file_id uuid -- A scan of it.
  note text
  version integer not null default 1
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint licence_org_id_kind_number_issued_on_key UNIQUE (org_id, kind, number, issued_on)
  constraint licence_pkey PRIMARY KEY (org_id, id)
  constraint licence_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES kernel.file(org_id, id)
  constraint licence_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint licence_check CHECK ((expires_on >= issued_on))
  constraint licence_issued_by_check CHECK (((length(issued_by) >= 1) AND (length(issued_by) <= 200)))
  constraint licence_kind_check CHECK ((kind = ANY (ARRAY['business'::text, 'tax'::text, 'industry'::text, 'lease'::text, 'fire_safety'::text, 'environmental'::text, 'other'::text])))
  constraint licence_number_check CHECK (((length(number) >= 1) AND (length(number) <= 100)))
);
CREATE INDEX licence_expires ON establishment.licence USING btree (expires_on);
CREATE INDEX licence_id ON establishment.licence USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- A licence that another has taken the place of: nobody is reminded of it any more.
create table establishment.licence_renewal (
  org_id uuid not null
  licence_id uuid not null
  renewed_by uuid not null -- The licence that holds instead.
  renewed_at timestamp with time zone not null
  constraint licence_renewal_org_id_renewed_by_key UNIQUE (org_id, renewed_by)
  constraint licence_renewal_pkey PRIMARY KEY (org_id, licence_id)
  constraint licence_renewal_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint licence_renewal_org_id_licence_id_fkey FOREIGN KEY (org_id, licence_id) REFERENCES establishment.licence(org_id, id) ON DELETE CASCADE
  constraint licence_renewal_org_id_renewed_by_fkey FOREIGN KEY (org_id, renewed_by) REFERENCES establishment.licence(org_id, id) ON DELETE CASCADE
  constraint licence_renewal_check CHECK ((renewed_by <> licence_id))
);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What was said already of a licence that runs out. It outlives the licence until its issue is settled.
create table establishment.licence_watch (
  org_id uuid not null
  licence_id uuid not null
  expires_on date not null -- The day the reminders spoke of; another day begins them anew.
  reminded integer[] not null default '{}'::integer[] -- Days before, of the reminders that went out; 0: on the day.
  issue_id uuid -- The issue that was opened when it had run out.
  constraint licence_watch_pkey PRIMARY KEY (org_id, licence_id)
  constraint licence_watch_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- A file of organisations on its way into the network: uploaded, mapped, checked without writing anything, imported. org_id is the organisation under which it hangs.
create table establishment.network_import (
  org_id uuid not null
  id uuid not null
  file_name text not null
  bytes bytea not null
  format text not null
  encoding text
  row_count integer not null
  columns jsonb not null -- Header, samples and, where they are few, the values of each column.
  signature text not null -- The same for files with the same headers; mappings are remembered by it.
  mapping jsonb not null
  guessed jsonb not null -- Field → by what its column was guessed: header or values.
  remembered boolean not null
  state text not null default 'mapped'::text
  job_id uuid
  job_does text
  summary jsonb -- Counts of the last check.
  result jsonb -- What the import did.
  uploaded_by uuid
  checked_at timestamp with time zone
  imported_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null
  levels_print text -- Hash of the regions the last check would make: an import refuses others.
  constraint network_import_pkey PRIMARY KEY (org_id, id)
  constraint network_import_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint network_import_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES kernel.person(id)
  constraint network_import_check CHECK (((job_id IS NULL) = (job_does IS NULL)))
  constraint network_import_check1 CHECK (((state = 'imported'::text) = (imported_at IS NOT NULL)))
  constraint network_import_check2 CHECK (((state = 'mapped'::text) OR (summary IS NOT NULL)))
  constraint network_import_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 300)))
  constraint network_import_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text])))
  constraint network_import_job_does_check CHECK ((job_does = ANY (ARRAY['check'::text, 'import'::text])))
  constraint network_import_row_count_check CHECK ((row_count > 0))
  constraint network_import_state_check CHECK ((state = ANY (ARRAY['mapped'::text, 'checked'::text, 'imported'::text])))
);
CREATE INDEX network_import_id ON establishment.network_import USING btree (id);
CREATE INDEX network_import_newest ON establishment.network_import USING btree (created_at DESC, id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What the last check says about each row of the file.
create table establishment.network_import_row (
  org_id uuid not null
  id uuid not null
  import_id uuid not null
  line integer not null -- Where the row begins in the file, counted from 1.
  verdict text not null
  does text not null
  name text not null
  code text
  under text[] not null
  organisation_id uuid
  changes jsonb not null
  faults jsonb not null
  codes text[] not null -- The codes of its faults, to filter by.
  cells text[] not null
  print text -- Hash of everything the check says about the row: an import refuses a row that would come out differently.
  constraint network_import_row_org_id_import_id_line_key UNIQUE (org_id, import_id, line)
  constraint network_import_row_pkey PRIMARY KEY (org_id, id)
  constraint network_import_row_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES establishment.network_import(org_id, id) ON DELETE CASCADE
  constraint network_import_row_does_check CHECK ((does = ANY (ARRAY['create'::text, 'change'::text, 'same'::text, 'nothing'::text])))
  constraint network_import_row_verdict_check CHECK ((verdict = ANY (ARRAY['create'::text, 'change'::text, 'same'::text, 'doubtful'::text, 'refused'::text])))
);
CREATE INDEX network_import_row_id ON establishment.network_import_row USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- How the columns of files with the same headers were mapped the last time.
create table establishment.network_mapping (
  org_id uuid not null
  id uuid not null
  signature text not null
  mapping jsonb not null
  saved_by uuid
  saved_at timestamp with time zone not null
  constraint network_mapping_org_id_signature_key UNIQUE (org_id, signature)
  constraint network_mapping_pkey PRIMARY KEY (org_id, id)
  constraint network_mapping_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint network_mapping_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES kernel.person(id)
);
CREATE INDEX network_mapping_id ON establishment.network_mapping USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- From which import and row an organisation last came, and what the file says that has no other place: the head's name before the person is appointed.
create table establishment.network_origin (
  org_id uuid not null
  id uuid not null
  import_id uuid not null
  line integer not null
  head_name text
  constraint network_origin_org_id_key UNIQUE (org_id)
  constraint network_origin_pkey PRIMARY KEY (org_id, id)
  constraint network_origin_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX network_origin_id ON establishment.network_origin USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Where an organisation works and what it may do there, from when to when. A change ends one row and begins the next.
create table establishment.premises (
  org_id uuid not null
  id uuid not null
  starts_on date not null
  ends_on date -- First day on which it no longer holds.
  province text
  city text
  address text
  postcode text
  phone text
  area numeric(10,2) -- Square metres.
  tenure text
  tenure_until date -- Last day of the lease or loan.
  lng double precision -- Longitude of the map point in degrees, WGS 84.
  lat double precision -- Latitude of the map point in degrees, WGS 84.
  scope text -- Scope of services as filed.
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint premises_org_id_starts_on_key UNIQUE (org_id, starts_on)
  constraint premises_pkey PRIMARY KEY (org_id, id)
  constraint premises_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint premises_address_check CHECK (((length(address) >= 1) AND (length(address) <= 500)))
  constraint premises_area_check CHECK ((area > (0)::numeric))
  constraint premises_check CHECK (((ends_on IS NULL) OR (ends_on > starts_on)))
  constraint premises_check1 CHECK (((lng IS NULL) = (lat IS NULL)))
  constraint premises_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)))
  constraint premises_lng_check CHECK (((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision)))
  constraint premises_scope_check CHECK (((length(scope) >= 1) AND (length(scope) <= 10000)))
  constraint premises_tenure_check CHECK ((tenure = ANY (ARRAY['owned'::text, 'leased'::text, 'lent'::text])))
);
CREATE INDEX premises_id ON establishment.premises USING btree (id);
CREATE UNIQUE INDEX premises_latest ON establishment.premises USING btree (org_id) WHERE (ends_on IS NULL);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Registrations with authorities that an approval asks for, each with its clock.
create table establishment.registration (
  org_id uuid not null
  id uuid not null
  application_id uuid not null
  organisation_id uuid not null -- The organisation that is registered.
  kind text not null
  due_on date not null -- Last day to file it.
  reminded integer[] not null default '{}'::integer[] -- Days before the due day at which a reminder went out.
  number text
  credit_code text
  registered_on date
  file_id uuid
  filed_at timestamp with time zone
  filed_by uuid
  issue_id uuid -- Opened by itself once it was overdue.
  version integer not null default 1
  issued_by text -- The authority, for the licence register.
  valid_until date -- Last day on which what was registered holds; null: without an end.
  constraint registration_org_id_application_id_kind_key UNIQUE (org_id, application_id, kind)
  constraint registration_pkey PRIMARY KEY (org_id, id)
  constraint registration_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES kernel.person(id)
  constraint registration_kind_fkey FOREIGN KEY (kind) REFERENCES establishment.registration_kind(key)
  constraint registration_org_id_application_id_fkey FOREIGN KEY (org_id, application_id) REFERENCES establishment.application(org_id, id)
  constraint registration_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES kernel.file(org_id, id)
  constraint registration_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint registration_org_id_issue_id_fkey FOREIGN KEY (org_id, issue_id) REFERENCES kernel.issue(org_id, id)
  constraint registration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
  constraint registration_check CHECK (((filed_at IS NULL) = (number IS NULL)))
  constraint registration_check1 CHECK (((filed_at IS NULL) = (registered_on IS NULL)))
  constraint registration_check2 CHECK (((filed_at IS NULL) = (file_id IS NULL)))
  constraint registration_check3 CHECK ((valid_until >= registered_on))
  constraint registration_issued_by_check CHECK (((length(issued_by) >= 1) AND (length(issued_by) <= 200)))
);
CREATE INDEX registration_application ON establishment.registration USING btree (org_id, application_id);
CREATE INDEX registration_id ON establishment.registration USING btree (id);
CREATE INDEX registration_running ON establishment.registration USING btree (due_on) WHERE (filed_at IS NULL);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Registrations with authorities that follow an approval.
create table establishment.registration_kind (
  key text not null
  title text not null
  title_tw text not null
  title_en text not null
  days integer -- Days after approval; null: the regulation's registration_days.
  working_days boolean not null default false -- The days are working days of the applying organisation.
  asks_credit_code boolean not null default false
  kinds text[] not null -- Kinds of organisation that need it.
  position integer not null
  licence_kind text -- The licence of the register that filing it brings; null: none.
  existing_kinds text[] not null default '{}'::text[] -- Kinds of organisation that may have been registered before they applied.
  authority text -- Who issues that licence, unless the filing says more exactly.
  authority_tw text
  authority_en text
  constraint registration_kind_pkey PRIMARY KEY (key)
  constraint registration_kind_check CHECK (((licence_kind IS NULL) = (authority IS NULL)))
  constraint registration_kind_days_check CHECK (((days >= 1) AND (days <= 1000)))
  constraint registration_kind_key_check CHECK ((key ~ '^[a-z_]+$'::text))
);

-- The checklist of each kind; not required: may be handed in.
create table establishment.required_document (
  kind text not null
  document_type text not null
  required boolean not null default true
  constraint required_document_pkey PRIMARY KEY (kind, document_type)
  constraint required_document_document_type_fkey FOREIGN KEY (document_type) REFERENCES establishment.document_type(key)
  constraint required_document_kind_fkey FOREIGN KEY (kind) REFERENCES establishment.kind_rule(kind)
);

-- The reviewer's sheet of an application.
create table establishment.review (
  org_id uuid not null
  id uuid not null
  application_id uuid not null
  reviewers uuid[] not null -- Everyone who held the review: none of them decides.
  conditions jsonb not null default '{}'::jsonb -- Condition of clause 2.1 → {score 0 to 5, evidence: [file id], note}.
  feasibility text not null default ''::text
  need text not null default ''::text
  opinion text not null default ''::text
  concluded_at timestamp with time zone
  conditions_passed integer -- Conditions passed with evidence when the review was concluded, of five.
  version integer not null default 1
  to_confirm text[] not null default '{}'::text[] -- Conditions whose part of the application changed after they were scored: each is scored anew or confirmed before the review is concluded.
  constraint review_org_id_application_id_key UNIQUE (org_id, application_id)
  constraint review_pkey PRIMARY KEY (org_id, id)
  constraint review_org_id_application_id_fkey FOREIGN KEY (org_id, application_id) REFERENCES establishment.application(org_id, id)
  constraint review_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint review_check CHECK (((concluded_at IS NULL) = (conditions_passed IS NULL)))
  constraint review_conditions_passed_check CHECK (((conditions_passed >= 0) AND (conditions_passed <= 5)))
);
CREATE INDEX review_id ON establishment.review USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Visits to the premises of an application; photos are files with place and time.
create table establishment.site_visit (
  org_id uuid not null
  id uuid not null
  application_id uuid not null
  visited_on date not null -- The day planned; once completed, the day it took place.
  note text not null default ''::text
  response_id uuid not null
  completed_at timestamp with time zone
  cancelled_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null
  premises jsonb -- Where it took place: {address, longitude, latitude} as the application gave them when the visit was completed. It counts only for these premises.
  constraint site_visit_pkey PRIMARY KEY (org_id, id)
  constraint site_visit_org_id_application_id_fkey FOREIGN KEY (org_id, application_id) REFERENCES establishment.application(org_id, id)
  constraint site_visit_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint site_visit_org_id_response_id_fkey FOREIGN KEY (org_id, response_id) REFERENCES kernel.form_response(org_id, id)
  constraint site_visit_check CHECK (((completed_at IS NULL) OR (cancelled_at IS NULL)))
  constraint site_visit_check1 CHECK (((completed_at IS NULL) = (premises IS NULL)))
);
CREATE INDEX site_visit_application ON establishment.site_visit USING btree (org_id, application_id);
CREATE INDEX site_visit_id ON establishment.site_visit USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- The team of a visit.
create table establishment.site_visitor (
  org_id uuid not null
  visit_id uuid not null
  person_id uuid not null
  signed_at timestamp with time zone -- When this visitor stood by the visit as it is written. Whatever is changed afterwards takes it back; two complete the visit.
  constraint site_visitor_pkey PRIMARY KEY (org_id, visit_id, person_id)
  constraint site_visitor_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint site_visitor_org_id_visit_id_fkey FOREIGN KEY (org_id, visit_id) REFERENCES establishment.site_visit(org_id, id)
  constraint site_visitor_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Who may sign in. One account, one person.
create table kernel.account (
  id uuid not null
  name text not null
  email text not null
  email_verified boolean not null default false
  image text
  person_id uuid
  language text not null default 'zh-CN'::text
  two_factor_enabled boolean not null default false
  failed_sign_ins integer not null default 0
  locked_until timestamp with time zone -- Too many wrong passwords: no sign-in before then.
  disabled_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  last_sign_in_at timestamp with time zone -- When a browser last signed in, kept after that session is gone.
  handed_by uuid -- The administrator's account that was shown the link by which the password was set.
  constraint account_email_key UNIQUE (email)
  constraint account_person_id_key UNIQUE (person_id)
  constraint account_pkey PRIMARY KEY (id)
  constraint account_handed_by_fkey FOREIGN KEY (handed_by) REFERENCES kernel.account(id) ON DELETE SET NULL
  constraint account_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint account_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'zh-TW'::text, 'en'::text])))
);
CREATE TRIGGER account_disabled_told AFTER UPDATE OF disabled_at ON kernel.account FOR EACH ROW WHEN (((new.person_id IS NOT NULL) AND (new.disabled_at IS NOT NULL))) EXECUTE FUNCTION kernel.tell_inbox();

-- How an account proves itself: a password hash or an identity of an OIDC provider.
create table kernel.account_credential (
  id uuid not null
  account_id text not null
  provider_id text not null
  user_id uuid not null
  access_token text
  refresh_token text
  id_token text
  access_token_expires_at timestamp with time zone
  refresh_token_expires_at timestamp with time zone
  scope text
  password text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint account_credential_provider_id_account_id_key UNIQUE (provider_id, account_id)
  constraint account_credential_pkey PRIMARY KEY (id)
  constraint account_credential_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.account(id) ON DELETE CASCADE
);
CREATE INDEX account_credential_user ON kernel.account_credential USING btree (user_id);

-- Signed-in browsers.
create table kernel.account_session (
  id uuid not null
  token text not null
  user_id uuid not null
  expires_at timestamp with time zone not null
  ip_address text
  user_agent text
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint account_session_token_key UNIQUE (token)
  constraint account_session_pkey PRIMARY KEY (id)
  constraint account_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.account(id) ON DELETE CASCADE
);
CREATE INDEX account_session_expiry ON kernel.account_session USING btree (expires_at);
CREATE INDEX account_session_user ON kernel.account_session USING btree (user_id);
CREATE TRIGGER account_session_told AFTER DELETE ON kernel.account_session FOR EACH ROW EXECUTE FUNCTION kernel.tell_session_ended();

-- Time-based one-time password secrets, encrypted with the installation's secret.
create table kernel.account_two_factor (
  id uuid not null
  user_id uuid not null
  secret text not null
  backup_codes text not null
  verified boolean not null default true
  failed_verifications integer not null default 0
  locked_until timestamp with time zone
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  constraint account_two_factor_pkey PRIMARY KEY (id)
  constraint account_two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.account(id) ON DELETE CASCADE
);
CREATE INDEX account_two_factor_user ON kernel.account_two_factor USING btree (user_id);

-- One-time passwords that opened a session, for as long as they would be taken: each opens one.
create table kernel.account_used_code (
  account_id uuid not null
  mark bytea not null -- Of the code, by the installation's secret.
  used_at timestamp with time zone not null
  constraint account_used_code_pkey PRIMARY KEY (account_id, mark)
  constraint account_used_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES kernel.account(id) ON DELETE CASCADE
);

-- Short-lived secrets of a sign-in under way.
create table kernel.account_verification (
  id uuid not null
  identifier text not null
  value text not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  shown_to uuid -- Of a one-time link: the administrator's account it was shown to, to be handed over; null when it went by mail or was made on the server.
  constraint account_verification_pkey PRIMARY KEY (id)
  constraint account_verification_shown_to_fkey FOREIGN KEY (shown_to) REFERENCES kernel.account(id) ON DELETE SET NULL
);
CREATE INDEX account_verification_identifier ON kernel.account_verification USING btree (identifier);

-- Keys for programs. Only the SHA-256 of a key is kept; it acts as its account, narrowed to its permissions.
create table kernel.api_key (
  id uuid not null
  account_id uuid not null
  name text not null
  prefix text not null
  hash text not null
  permissions text[]
  expires_at timestamp with time zone
  last_used_at timestamp with time zone
  revoked_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  constraint api_key_hash_key UNIQUE (hash)
  constraint api_key_pkey PRIMARY KEY (id)
  constraint api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES kernel.account(id)
);
CREATE INDEX api_key_account ON kernel.api_key USING btree (account_id);

-- What was said about a request besides the opinions. Never edited.
create table kernel.approval_comment (
  org_id uuid not null
  id uuid not null
  request_id uuid not null
  person_id uuid not null
  body text not null
  reply_to_id uuid
  at timestamp with time zone not null
  asks_id uuid -- A question put to this person, the applicant of the time; the request does not move for it.
  answers_id uuid -- The question this comment answers.
  constraint approval_comment_pkey PRIMARY KEY (org_id, id)
  constraint approval_comment_answers FOREIGN KEY (org_id, answers_id) REFERENCES kernel.approval_comment(org_id, id)
  constraint approval_comment_asks_id_fkey FOREIGN KEY (asks_id) REFERENCES kernel.person(id)
  constraint approval_comment_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_comment_org_id_reply_to_id_fkey FOREIGN KEY (org_id, reply_to_id) REFERENCES kernel.approval_comment(org_id, id)
  constraint approval_comment_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint approval_comment_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint approval_comment_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000)))
);
CREATE INDEX approval_comment_id ON kernel.approval_comment USING btree (id);
CREATE INDEX approval_comment_request ON kernel.approval_comment USING btree (org_id, request_id, at);
CREATE UNIQUE INDEX approval_comment_answered_once ON kernel.approval_comment USING btree (org_id, answers_id) WHERE (answers_id IS NOT NULL);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Who was given a request to read, by whom, and when they read it. Decides nothing.
create table kernel.approval_copy (
  org_id uuid not null
  id uuid not null
  request_id uuid not null
  person_id uuid not null
  by_id uuid not null
  at timestamp with time zone not null
  read_at timestamp with time zone
  constraint approval_copy_org_id_request_id_person_id_key UNIQUE (org_id, request_id, person_id)
  constraint approval_copy_pkey PRIMARY KEY (org_id, id)
  constraint approval_copy_by_id_fkey FOREIGN KEY (by_id) REFERENCES kernel.person(id)
  constraint approval_copy_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_copy_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint approval_copy_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
);
CREATE INDEX approval_copy_id ON kernel.approval_copy USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- A field of the subject that was filled in at a step, each time it was; the latest is what stands.
create table kernel.approval_filled (
  org_id uuid not null
  id uuid not null
  request_id uuid not null
  step_id uuid not null
  field text not null
  value jsonb not null -- As flows compare it: a number, a text, a yes or no, a day, or null for emptied.
  person_id uuid not null -- In whose seat it was filled in; proxy_id where somebody did it in their place.
  proxy_id uuid
  at timestamp with time zone not null
  constraint approval_filled_pkey PRIMARY KEY (org_id, id)
  constraint approval_filled_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_filled_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint approval_filled_org_id_step_id_fkey FOREIGN KEY (org_id, step_id) REFERENCES kernel.approval_step(org_id, id)
  constraint approval_filled_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint approval_filled_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES kernel.person(id)
  constraint approval_filled_check CHECK ((proxy_id <> person_id))
);
CREATE INDEX approval_filled_id ON kernel.approval_filled USING btree (id);
CREATE INDEX approval_filled_of ON kernel.approval_filled USING btree (org_id, request_id, at);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Ways a kind of matter is approved. Shared; their versions hold the steps.
create table kernel.approval_flow (
  id uuid not null
  key text not null
  subject_type text not null
  title text not null
  title_en text
  position integer not null default 0 -- Flows of a kind of matter are tried in this order; the first whose condition holds is taken.
  archived_at timestamp with time zone
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  title_tw text -- In Traditional Chinese, where the program brought the name; null: as whoever named it wrote it.
  constraint approval_flow_key_key UNIQUE (key)
  constraint approval_flow_pkey PRIMARY KEY (id)
  constraint approval_flow_key_check CHECK ((key ~ '^[a-z_]+(\.[a-z_]+)+$'::text))
  constraint approval_flow_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100)))
);
CREATE INDEX approval_flow_subject ON kernel.approval_flow USING btree (subject_type, "position");

-- Steps, approvers, modes and conditions of a flow. Final once published; requests run on the version they started with.
create table kernel.approval_flow_version (
  id uuid not null
  flow_id uuid not null
  number integer not null
  definition jsonb not null
  published_at timestamp with time zone
  published_by uuid
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint approval_flow_version_flow_id_number_key UNIQUE (flow_id, number)
  constraint approval_flow_version_pkey PRIMARY KEY (id)
  constraint approval_flow_version_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES kernel.approval_flow(id)
  constraint approval_flow_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES kernel.person(id)
  constraint approval_flow_version_number_check CHECK ((number > 0))
);
CREATE UNIQUE INDEX approval_flow_version_one_draft ON kernel.approval_flow_version USING btree (flow_id) WHERE (published_at IS NULL);
CREATE TRIGGER approval_flow_version_final BEFORE DELETE OR UPDATE ON kernel.approval_flow_version FOR EACH ROW WHEN ((old.published_at IS NOT NULL)) EXECUTE FUNCTION kernel.refuse_change_of_published();

-- Who decides on approvals in another's place, from when to when. Shared; windows are half-open.
create table kernel.approval_proxy (
  id uuid not null
  owner_id uuid not null -- In whose place.
  proxy_id uuid not null
  starts_at timestamp with time zone not null -- First instant of the window [starts_at, ends_at), given in the owner's time zone.
  ends_at timestamp with time zone not null
  note text
  created_by uuid not null
  created_at timestamp with time zone not null
  ended_at timestamp with time zone -- Ended before its time: it no longer holds from this instant on.
  ended_by uuid
  version integer not null default 1
  constraint approval_proxy_pkey PRIMARY KEY (id)
  constraint approval_proxy_created_by_fkey FOREIGN KEY (created_by) REFERENCES kernel.person(id)
  constraint approval_proxy_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES kernel.person(id)
  constraint approval_proxy_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES kernel.person(id)
  constraint approval_proxy_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES kernel.person(id)
  constraint approval_proxy_check CHECK ((owner_id <> proxy_id))
  constraint approval_proxy_check1 CHECK ((starts_at < ends_at))
  constraint approval_proxy_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint approval_proxy_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500)))
);
CREATE INDEX approval_proxy_owner ON kernel.approval_proxy USING btree (owner_id, ends_at);
CREATE INDEX approval_proxy_proxy ON kernel.approval_proxy USING btree (proxy_id, ends_at);
CREATE TRIGGER approval_proxy_told AFTER INSERT OR UPDATE ON kernel.approval_proxy FOR EACH ROW EXECUTE FUNCTION kernel.tell_proxy();

-- One matter going through a flow. Its row lock orders everything that happens to it.
create table kernel.approval_request (
  org_id uuid not null
  id uuid not null
  flow_version_id uuid not null
  flow jsonb not null -- The flow's definition as it was when the request started.
  subject_type text not null
  subject_id uuid not null
  subject_number text
  subject_title text not null
  subject_link text not null
  subject_version integer not null
  subject_hash text not null -- SHA-256 of the subject's data at the beginning of the round: what was approved is what was shown.
  fields jsonb not null -- The fields conditions compare, as they were at the beginning of the round.
  chosen jsonb not null default '{}'::jsonb -- Step key → persons the applicant chose.
  applicant_id uuid not null
  state text not null
  round integer not null default 1
  opened_at timestamp with time zone not null
  ended_at timestamp with time zone
  version integer not null default 1
  constraint approval_request_pkey PRIMARY KEY (org_id, id)
  constraint approval_request_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES kernel.person(id)
  constraint approval_request_flow_version_id_fkey FOREIGN KEY (flow_version_id) REFERENCES kernel.approval_flow_version(id)
  constraint approval_request_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_request_check CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['running'::text, 'returned'::text]))))
  constraint approval_request_round_check CHECK ((round > 0))
  constraint approval_request_state_check CHECK ((state = ANY (ARRAY['running'::text, 'returned'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
  constraint approval_request_subject_hash_check CHECK ((subject_hash ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX approval_request_ended ON kernel.approval_request USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX approval_request_id ON kernel.approval_request USING btree (id);
CREATE INDEX approval_request_subject ON kernel.approval_request USING btree (org_id, subject_type, subject_id);
CREATE UNIQUE INDEX approval_request_one_running ON kernel.approval_request USING btree (org_id, subject_type, subject_id) WHERE (state = ANY (ARRAY['running'::text, 'returned'::text]));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- One person at one step in one round, with the answer given or the reason none was needed.
create table kernel.approval_signer (
  org_id uuid not null
  id uuid not null
  request_id uuid not null
  step_id uuid not null
  person_id uuid not null
  position integer not null
  origin text not null
  weight integer not null default 1
  group_name text not null default ''::text
  state text not null
  reason text
  opinion text
  asked_at timestamp with time zone
  answered_at timestamp with time zone
  answered_by_id uuid -- The proxy who gave the answer in this person's place; null where they gave it themselves.
  asked_by_id uuid -- Whoever named this person: gave them the vote, wants their opinion (no vote), or appointed them.
  note text -- What they were asked, in that person's words.
  urged integer not null default 0 -- How often this person was urged to answer.
  worked_minutes integer -- Working minutes from being asked to the answer; null without one.
  constraint approval_signer_org_id_step_id_person_id_key UNIQUE (org_id, step_id, person_id)
  constraint approval_signer_pkey PRIMARY KEY (org_id, id)
  constraint approval_signer_asked_by_id_fkey FOREIGN KEY (asked_by_id) REFERENCES kernel.person(id)
  constraint approval_signer_for_person_id_fkey FOREIGN KEY (answered_by_id) REFERENCES kernel.person(id)
  constraint approval_signer_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_signer_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint approval_signer_org_id_step_id_fkey FOREIGN KEY (org_id, step_id) REFERENCES kernel.approval_step(org_id, id)
  constraint approval_signer_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint approval_signer_asked_by CHECK (((asked_by_id IS NOT NULL) OR (origin <> ALL (ARRAY['transferred'::text, 'delegated'::text, 'added_before'::text, 'added_after'::text]))))
  constraint approval_signer_asked_by_another CHECK ((asked_by_id <> person_id))
  constraint approval_signer_origin_check CHECK ((origin = ANY (ARRAY['rule'::text, 'applicant_choice'::text, 'next_head_up'::text, 'appointed'::text, 'transferred'::text, 'delegated'::text, 'added_before'::text, 'added_after'::text, 'override'::text])))
  constraint approval_signer_override CHECK (((origin <> 'override'::text) OR ((state = ANY (ARRAY['approved'::text, 'rejected'::text])) AND (opinion IS NOT NULL))))
  constraint approval_signer_reason_check CHECK ((reason = ANY (ARRAY['decided_by_others'::text, 'returned'::text, 'withdrawn'::text, 'same_person'::text, 'subject_changed'::text, 'transferred'::text, 'removed'::text, 'removed_by_administrator'::text, 'overridden'::text, 'taken_back'::text])))
  constraint approval_signer_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'open'::text, 'held'::text, 'approved'::text, 'rejected'::text, 'returned'::text, 'cancelled'::text, 'superseded'::text])))
  constraint approval_signer_urged_check CHECK ((urged >= 0))
  constraint approval_signer_weight_check CHECK ((weight > 0))
  constraint approval_signer_worked_minutes_check CHECK ((worked_minutes >= 0))
);
CREATE INDEX approval_signer_id ON kernel.approval_signer USING btree (id);
CREATE INDEX approval_signer_measured ON kernel.approval_signer USING btree (person_id, answered_at) WHERE (worked_minutes IS NOT NULL);
CREATE INDEX approval_signer_open ON kernel.approval_signer USING btree (person_id) WHERE (state = 'open'::text);
CREATE INDEX approval_signer_request ON kernel.approval_signer USING btree (org_id, request_id);
CREATE INDEX approval_signer_step ON kernel.approval_signer USING btree (org_id, step_id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- One step of a request in one round.
create table kernel.approval_step (
  org_id uuid not null
  id uuid not null
  request_id uuid not null
  round integer not null
  position integer not null
  key text not null
  state text not null
  park_reason text
  tally jsonb -- The votes as last counted: rule, counts and result.
  opened_at timestamp with time zone not null
  due_at timestamp with time zone
  closed_at timestamp with time zone
  reminded text[] not null default '{}'::text[] -- Which reminders of the due time were sent: soon, due, overdue.
  worked_minutes integer -- Working minutes by the organisation's calendar from opening to closing; kept, so that a later change of the calendar changes no statistics.
  constraint approval_step_org_id_request_id_round_position_key UNIQUE (org_id, request_id, round, "position")
  constraint approval_step_pkey PRIMARY KEY (org_id, id)
  constraint approval_step_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_step_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint approval_step_check CHECK (((state = 'parked'::text) = (park_reason IS NOT NULL)))
  constraint approval_step_check1 CHECK (((closed_at IS NULL) = (state = ANY (ARRAY['open'::text, 'parked'::text]))))
  constraint approval_step_park_reason_check CHECK ((park_reason = ANY (ARRAY['nobody'::text, 'too_few'::text])))
  constraint approval_step_state_check CHECK ((state = ANY (ARRAY['open'::text, 'parked'::text, 'passed'::text, 'failed'::text, 'returned'::text, 'cancelled'::text, 'skipped'::text])))
  constraint approval_step_worked_minutes_check CHECK ((worked_minutes >= 0))
);
CREATE INDEX approval_step_due ON kernel.approval_step USING btree (due_at) WHERE ((state = 'open'::text) AND (due_at IS NOT NULL));
CREATE INDEX approval_step_id ON kernel.approval_step USING btree (id);
CREATE INDEX approval_step_unmeasured ON kernel.approval_step USING btree (closed_at) WHERE ((closed_at IS NOT NULL) AND (worked_minutes IS NULL) AND (state <> 'skipped'::text));
CREATE UNIQUE INDEX approval_step_one_current ON kernel.approval_step USING btree (org_id, request_id) WHERE (state = ANY (ARRAY['open'::text, 'parked'::text]));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- The subject as it was submitted, and as it was edited or submitted again for a later round.
create table kernel.approval_submission (
  org_id uuid not null
  id uuid not null
  request_id uuid not null
  round integer not null
  data jsonb not null -- What the request's hash is of. Never shown: it tells what an edit changed.
  changed text[] not null default '{}'::text[] -- Names of the parts of the data that differ from the submission before.
  voided boolean not null default false -- It was edited while approvers were deciding: their votes became void.
  person_id uuid not null
  at timestamp with time zone not null
  constraint approval_submission_org_id_request_id_round_key UNIQUE (org_id, request_id, round)
  constraint approval_submission_pkey PRIMARY KEY (org_id, id)
  constraint approval_submission_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_submission_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint approval_submission_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint approval_submission_round_check CHECK ((round > 0))
);
CREATE INDEX approval_submission_id ON kernel.approval_submission USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Each time somebody asked the approvers of an open step to hurry.
create table kernel.approval_urge (
  org_id uuid not null
  id uuid not null
  request_id uuid not null
  step_id uuid not null
  by_id uuid not null
  persons uuid[] not null -- Whom it was said to: those who had not answered.
  superiors uuid[] not null default '{}'::uuid[] -- Their superiors, once it had been said often enough to tell them.
  at timestamp with time zone not null
  constraint approval_urge_pkey PRIMARY KEY (org_id, id)
  constraint approval_urge_by_id_fkey FOREIGN KEY (by_id) REFERENCES kernel.person(id)
  constraint approval_urge_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint approval_urge_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES kernel.approval_request(org_id, id)
  constraint approval_urge_org_id_step_id_fkey FOREIGN KEY (org_id, step_id) REFERENCES kernel.approval_step(org_id, id)
  constraint approval_urge_persons_check CHECK ((cardinality(persons) > 0))
);
CREATE INDEX approval_urge_id ON kernel.approval_urge USING btree (id);
CREATE INDEX approval_urge_request ON kernel.approval_urge USING btree (org_id, request_id);
CREATE INDEX approval_urge_step ON kernel.approval_urge USING btree (org_id, step_id, at);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Persons that flows ask together under one name. Shared; of a person it holds nothing but that they belong to it.
create table kernel.approver_group (
  id uuid not null
  title text not null
  title_en text
  archived_at timestamp with time zone -- Out of use: no new version of a flow may name it; versions that do keep asking its members.
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint approver_group_pkey PRIMARY KEY (id)
  constraint approver_group_title_check CHECK (((length(title) >= 1) AND (length(title) <= 60)))
);
CREATE UNIQUE INDEX approver_group_title ON kernel.approver_group USING btree (title) WHERE (archived_at IS NULL);

-- Who belongs to an approver group now, in the order they are asked. What was before is in the trail.
create table kernel.approver_group_member (
  group_id uuid not null
  person_id uuid not null
  position integer not null
  constraint approver_group_member_pkey PRIMARY KEY (group_id, person_id)
  constraint approver_group_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES kernel.approver_group(id)
  constraint approver_group_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
);
CREATE INDEX approver_group_member_person ON kernel.approver_group_member USING btree (person_id);

-- Who held which post where, from when to when. Effective-dated, never overwritten: an end is set and a new row begins.
create table kernel.assignment (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  kind text not null
  post text not null
  starts_on date not null
  ends_on date -- First day on which it no longer holds.
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  post_tw text -- In Traditional Chinese, where the program named the post; null: as whoever wrote it did. post_en likewise in English.
  post_en text
  constraint assignment_pkey PRIMARY KEY (org_id, id)
  constraint assignment_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint assignment_check CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
  constraint assignment_kind_check CHECK ((kind = ANY (ARRAY['employment'::text, 'secondment'::text, 'head'::text, 'responsible'::text])))
);
CREATE INDEX assignment_ends ON kernel.assignment USING btree (ends_on) WHERE (ends_on IS NOT NULL);
CREATE INDEX assignment_id ON kernel.assignment USING btree (id);
CREATE INDEX assignment_person ON kernel.assignment USING btree (person_id);
CREATE INDEX assignment_starts ON kernel.assignment USING btree (starts_on);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Working calendars: every deadline is counted on one. Shared.
create table kernel.calendar (
  id uuid not null
  name text not null
  name_en text
  week jsonb not null -- mon … sun → [{from, to}], wall-clock time in the zone of whichever organisation works by it; lunch is the gap between two stretches.
  is_default boolean not null default false -- Used where neither the organisation nor an ancestor names one.
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  name_tw text -- In Traditional Chinese, where the program brought the name; null: as whoever named it wrote it.
  constraint calendar_pkey PRIMARY KEY (id)
  constraint calendar_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE UNIQUE INDEX calendar_one_default ON kernel.calendar USING btree ((true)) WHERE is_default;

-- Days that differ from the week: holidays, and days worked to make up for them.
create table kernel.calendar_day (
  calendar_id uuid not null
  day date not null
  kind text not null
  hours_as text -- A make-up day works the hours of this weekday; null: of the first worked weekday.
  name text not null
  name_en text
  constraint calendar_day_pkey PRIMARY KEY (calendar_id, day)
  constraint calendar_day_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES kernel.calendar(id) ON DELETE CASCADE
  constraint calendar_day_check CHECK (((kind = 'make_up'::text) OR (hours_as IS NULL)))
  constraint calendar_day_hours_as_check CHECK ((hours_as = ANY (ARRAY['mon'::text, 'tue'::text, 'wed'::text, 'thu'::text, 'fri'::text, 'sat'::text, 'sun'::text])))
  constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'make_up'::text])))
);

-- Years whose holidays are known. Deadlines in any other year follow the week alone, and say so.
create table kernel.calendar_year (
  calendar_id uuid not null
  year integer not null
  source text not null -- published: as the State Council's notice says; entered: by an administrator.
  entered_at timestamp with time zone not null default now()
  constraint calendar_year_pkey PRIMARY KEY (calendar_id, year)
  constraint calendar_year_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES kernel.calendar(id) ON DELETE CASCADE
  constraint calendar_year_source_check CHECK ((source = ANY (ARRAY['published'::text, 'entered'::text])))
  constraint calendar_year_year_check CHECK (((year >= 1970) AND (year <= 2200)))
);

-- What a control came to for an organisation in a month or a year; none where nothing was to be counted. A year is measured each night while it runs; a month so and for four months after it, and when somebody asks. After that it stays.
create table kernel.control_result (
  org_id uuid not null
  period text not null -- A month, 2026-03, or a year, 2026: counted as one period, and not the sum of its months.
  control_key text not null
  met integer not null
  total integer not null
  status text default 
CASE
    WHEN (met < total) THEN 'breached'::text
    ELSE 'met'::text
END
  edition integer not null -- The edition of the regulation in force at the end of the period, or on the day it was measured.
  measured_at timestamp with time zone not null -- When these numbers came up.
  constraint control_result_pkey PRIMARY KEY (org_id, period, control_key)
  constraint control_result_edition_fkey FOREIGN KEY (edition) REFERENCES kernel.regulation_version(number)
  constraint control_result_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint control_result_met_check CHECK ((met >= 0))
  constraint control_result_period_check CHECK ((period ~ '^20\d\d(-(0[1-9]|1[0-2]))?$'::text))
  constraint control_result_total_check CHECK ((total > 0))
);
CREATE INDEX control_result_counted ON kernel.control_result USING btree (control_key, period);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- When a control was measured last for a month or a year, over all organisations.
create table kernel.control_run (
  period text not null
  control_key text not null
  edition integer not null
  measured_at timestamp with time zone not null
  constraint control_run_pkey PRIMARY KEY (period, control_key)
  constraint control_run_edition_fkey FOREIGN KEY (edition) REFERENCES kernel.regulation_version(number)
  constraint control_run_period_check CHECK ((period ~ '^20\d\d(-(0[1-9]|1[0-2]))?$'::text))
);

-- What the results of all organisations come to together: read and written only by who reaches everything.
create table kernel.control_total (
  period text not null
  control_key text not null
  met integer not null
  total integer not null
  constraint control_total_pkey PRIMARY KEY (period, control_key)
  constraint control_total_check CHECK ((total >= met))
  constraint control_total_met_check CHECK ((met >= 0))
  constraint control_total_period_check CHECK ((period ~ '^20\d\d(-(0[1-9]|1[0-2]))?$'::text))
);
-- row-level security:
--   policy whole_network using ((current_setting('bylaw.reach_all'::text, true) = 'on'::text))

-- What the employing organisation keeps about a person: private, within reach.
create table kernel.employee_record (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  employee_no text
  phone text
  email text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint employee_record_pkey PRIMARY KEY (org_id, id)
  constraint employee_record_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint employee_record_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
);
CREATE INDEX employee_record_id ON kernel.employee_record USING btree (id);
CREATE UNIQUE INDEX employee_record_person ON kernel.employee_record USING btree (org_id, person_id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Counters bumped in the transaction that changes the tree or the rights; caches compare them on every request, so that none is ever stale.
create table kernel.epoch (
  name text not null
  value bigint not null default 1
  constraint epoch_pkey PRIMARY KEY (name)
);

-- What happened, for those who listen from outside: written in the transaction of the change, only where somebody listens, and gone once it lies with every listener.
create table kernel.event (
  org_id uuid not null
  id uuid not null
  type text not null
  data jsonb not null
  at timestamp with time zone not null
  constraint event_pkey PRIMARY KEY (org_id, id)
  constraint event_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX event_at ON kernel.event USING btree (at, id);
CREATE INDEX event_id ON kernel.event USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Where somebody listens to what, from an organisation downwards. Shared, so that the change itself knows whether to keep its event; it says nothing of who listens.
create table kernel.event_listener (
  webhook_id uuid not null
  organisation_id uuid not null
  event text not null
  constraint event_listener_pkey PRIMARY KEY (webhook_id, event)
  constraint event_listener_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX event_listener_event ON kernel.event_listener USING btree (event, organisation_id);

-- Attachments. Bytes lie under their SHA-256; the name is display only and never a path.
create table kernel.file (
  org_id uuid not null
  id uuid not null
  sha256 text not null
  name text not null
  type text not null
  size bigint not null
  subject_type text
  subject_id uuid
  uploaded_by uuid
  meta jsonb not null default '{}'::jsonb -- Facts taken with the file: where and when a photo was made, validity of a document.
  removed_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  erased_at timestamp with time zone -- Its bytes are kept no longer either: they go a day later, once no other attachment has the same.
  constraint file_pkey PRIMARY KEY (org_id, id)
  constraint file_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint file_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES kernel.person(id)
  constraint file_check CHECK (((erased_at IS NULL) OR (removed_at IS NOT NULL)))
  constraint file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  constraint file_size_check CHECK ((size >= 0))
);
CREATE INDEX file_bytes ON kernel.file USING btree (sha256);
CREATE INDEX file_id ON kernel.file USING btree (id);
CREATE INDEX file_subject ON kernel.file USING btree (org_id, subject_type, subject_id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Questionnaires and checklists. Shared; their versions hold what they ask.
create table kernel.form (
  id uuid not null
  key text not null
  title text not null
  title_en text
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  title_tw text -- In Traditional Chinese, where the program brought the name; null: as whoever named it wrote it.
  constraint form_key_key UNIQUE (key)
  constraint form_pkey PRIMARY KEY (id)
  constraint form_key_check CHECK ((key ~ '^[a-z_]+(\.[a-z_]+)+$'::text))
  constraint form_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100)))
);

-- Answers to one version of a form about one subject, scored by the server.
create table kernel.form_response (
  org_id uuid not null
  id uuid not null
  form_version_id uuid not null
  subject_type text not null
  subject_id uuid not null
  answers jsonb not null default '{}'::jsonb
  score numeric not null default 0
  max numeric not null default 0 -- Best score possible for what was asked; a question answered "not applicable" leaves it.
  failed_critical text[] not null default '{}'::text[] -- Names of the critical questions answered with something worth 0.
  completed_at timestamp with time zone
  completed_by uuid
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint form_response_pkey PRIMARY KEY (org_id, id)
  constraint form_response_completed_by_fkey FOREIGN KEY (completed_by) REFERENCES kernel.person(id)
  constraint form_response_form_version_id_fkey FOREIGN KEY (form_version_id) REFERENCES kernel.form_version(id)
  constraint form_response_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX form_response_id ON kernel.form_response USING btree (id);
CREATE INDEX form_response_subject ON kernel.form_response USING btree (org_id, subject_type, subject_id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What a form asks, as SurveyJS JSON with score per choice and critical per question. Final once published.
create table kernel.form_version (
  id uuid not null
  form_id uuid not null
  number integer not null
  json jsonb not null
  published_at timestamp with time zone
  published_by uuid
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint form_version_form_id_number_key UNIQUE (form_id, number)
  constraint form_version_pkey PRIMARY KEY (id)
  constraint form_version_form_id_fkey FOREIGN KEY (form_id) REFERENCES kernel.form(id)
  constraint form_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES kernel.person(id)
  constraint form_version_number_check CHECK ((number > 0))
);
CREATE UNIQUE INDEX form_version_one_draft ON kernel.form_version USING btree (form_id) WHERE (published_at IS NULL);
CREATE TRIGGER form_version_final BEFORE DELETE OR UPDATE ON kernel.form_version FOR EACH ROW WHEN ((old.published_at IS NOT NULL)) EXECUTE FUNCTION kernel.refuse_change_of_published();

-- First answers of writes, by account and Idempotency-Key, kept for a day. Read by its own account only.
create table kernel.idempotency (
  account_id uuid not null
  key text not null
  fingerprint text not null
  status integer
  answer jsonb
  created_at timestamp with time zone not null default now()
  constraint idempotency_pkey PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_age ON kernel.idempotency USING btree (created_at);
-- row-level security:
--   policy own using ((account_id = (NULLIF(current_setting('bylaw.account'::text, true), ''::text))::uuid))

-- What is measured of every organisation at work, period by period. Shared: it holds no organisation's numbers.
create table kernel.indicator (
  id uuid not null
  key text not null
  title text not null
  title_en text
  description text not null default ''::text
  unit text not null
  direction text not null -- higher: the more the better; lower: the less the better.
  frequency text not null
  source text not null
  measure text -- Of a computed one: the registered query that counts it.
  grace_days integer not null -- Days after the end of a period until which its value may come before the indicator is stale.
  clause text
  starts_on date not null -- First day of the first period a value is asked for.
  active boolean not null default true
  version integer not null default 1
  title_tw text -- In Traditional Chinese, where the program brought the name; null: as whoever named it wrote it.
  description_tw text -- Like title_tw; description_en likewise in English.
  description_en text
  constraint indicator_key_key UNIQUE (key)
  constraint indicator_pkey PRIMARY KEY (id)
  constraint indicator_check CHECK (((measure IS NOT NULL) = (source = 'computed'::text)))
  constraint indicator_direction_check CHECK ((direction = ANY (ARRAY['higher'::text, 'lower'::text])))
  constraint indicator_frequency_check CHECK ((frequency = ANY (ARRAY['month'::text, 'quarter'::text])))
  constraint indicator_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 90)))
  constraint indicator_key_check CHECK ((key ~ '^[a-z_]+(\.[a-z_]+)+$'::text))
  constraint indicator_source_check CHECK ((source = ANY (ARRAY['computed'::text, 'entered'::text, 'imported'::text])))
  constraint indicator_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
  constraint indicator_unit_check CHECK ((unit = ANY (ARRAY['percent'::text, 'per_thousand'::text, 'count'::text, 'days'::text, 'ratio'::text, 'amount'::text])))
);

-- Records of a period gone by changed: what is counted from them is counted anew in the next round, which takes these rows away.
create table kernel.indicator_recount (
  org_id uuid not null
  id uuid not null
  measure text not null -- The registered query that counts them.
  day date not null -- A day of the period, where the company is.
  reason text -- Why, where somebody corrected what is counted against: that is owed however old it is.
  constraint indicator_recount_pkey PRIMARY KEY (org_id, id)
  constraint indicator_recount_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX indicator_recount_id ON kernel.indicator_recount USING btree (id);
CREATE INDEX indicator_recount_measure ON kernel.indicator_recount USING btree (measure, day);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Warning values, versioned and never overwritten. A value that equals one has reached it.
create table kernel.indicator_threshold (
  indicator_id uuid not null
  version integer not null
  amber numeric not null
  red numeric not null
  set_by uuid
  set_at timestamp with time zone not null
  reason text not null default ''::text
  constraint indicator_threshold_pkey PRIMARY KEY (indicator_id, version)
  constraint indicator_threshold_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES kernel.indicator(id)
  constraint indicator_threshold_set_by_fkey FOREIGN KEY (set_by) REFERENCES kernel.person(id)
);

-- Values per organisation and period. A corrected value is a new revision with its reason; the old one stays.
create table kernel.indicator_value (
  org_id uuid not null
  id uuid not null
  indicator_id uuid not null
  period text not null
  period_end date not null
  value numeric not null
  numerator numeric
  denominator numeric
  level text not null
  threshold_version integer not null
  amber numeric not null -- The warning values in force when it was entered: its level stays as it was, whatever is set later.
  red numeric not null
  revision integer not null default 1
  reason text -- Why it was corrected, came late, or was counted anew.
  entered_by uuid
  entered_at timestamp with time zone not null
  superseded_at timestamp with time zone
  late boolean not null default false -- The period's value first came when the period's end and the grace were over. Kept by corrections.
  constraint indicator_value_org_id_indicator_id_period_revision_key UNIQUE (org_id, indicator_id, period, revision)
  constraint indicator_value_pkey PRIMARY KEY (org_id, id)
  constraint indicator_value_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES kernel.person(id)
  constraint indicator_value_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES kernel.indicator(id)
  constraint indicator_value_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint indicator_value_check CHECK (((revision = 1) OR (length(reason) > 0)))
  constraint indicator_value_level_check CHECK ((level = ANY (ARRAY['green'::text, 'amber'::text, 'red'::text])))
  constraint indicator_value_period_check CHECK ((period ~ '^20\d\d-(Q[1-4]|0[1-9]|1[0-2])$'::text))
);
CREATE INDEX indicator_value_id ON kernel.indicator_value USING btree (id);
CREATE INDEX indicator_value_period ON kernel.indicator_value USING btree (indicator_id, period_end DESC) WHERE (superseded_at IS NULL);
CREATE UNIQUE INDEX indicator_value_current ON kernel.indicator_value USING btree (org_id, indicator_id, period) WHERE (superseded_at IS NULL);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Warning values that were reached. Each level is raised once until two periods in a row lie inside again.
create table kernel.indicator_warning (
  org_id uuid not null
  id uuid not null
  indicator_id uuid not null
  level text not null
  period text not null
  value numeric not null
  raised_at timestamp with time zone not null
  escalated integer not null default 0 -- Nobody responded: 1 after 24 hours, 2 after 72.
  response text
  responded_by uuid
  responded_at timestamp with time zone
  rearmed_at timestamp with time zone -- Two periods in a row were inside: the next time it is raised anew.
  version integer not null default 1
  constraint indicator_warning_pkey PRIMARY KEY (org_id, id)
  constraint indicator_warning_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES kernel.indicator(id)
  constraint indicator_warning_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint indicator_warning_responded_by_fkey FOREIGN KEY (responded_by) REFERENCES kernel.person(id)
  constraint indicator_warning_check CHECK (((response IS NULL) = (responded_at IS NULL)))
  constraint indicator_warning_escalated_check CHECK (((escalated >= 0) AND (escalated <= 2)))
  constraint indicator_warning_level_check CHECK ((level = ANY (ARRAY['amber'::text, 'red'::text])))
);
CREATE INDEX indicator_warning_id ON kernel.indicator_warning USING btree (id);
CREATE UNIQUE INDEX indicator_warning_armed ON kernel.indicator_warning USING btree (org_id, indicator_id, level) WHERE (rearmed_at IS NULL);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- The one rectification ledger: what is wrong at an organisation, who puts it right and by when.
create table kernel.issue (
  org_id uuid not null
  id uuid not null
  number text not null
  kind text not null -- Message key of what is wrong; params fill it.
  params jsonb not null default '{}'::jsonb
  title text not null -- What it is about, as the subject was called when the issue was opened.
  severity text not null
  clause text -- Clause of the regulation that is not kept, such as 2.2.4.
  subject_type text not null
  subject_id uuid not null
  link text not null
  responsible_id uuid
  due_on date not null -- The day until which it is to be put right: the nominal day, or the next working day after it.
  state text not null default 'found'::text
  opened_at timestamp with time zone not null
  opened_by uuid -- Null: the system found it.
  closed_at timestamp with time zone
  version integer not null default 1
  source text not null -- What kind of work found it.
  description text not null default ''::text -- What was found, in the words of whoever wrote it down; empty where the kind says it all.
  nominal_due_on date not null -- The day that was set or agreed to, before a day off moved it.
  original_nominal_on date not null -- The first day set, before a day off moved it.
  original_due_on date not null -- The first due day, whatever was granted later: statistics count by it.
  verifier_id uuid -- Who verifies; never somebody who took part in putting it right.
  plan text not null default ''::text -- The cause and how it is to be put right; the measures are in kernel.issue_measure.
  summary text not null default ''::text -- What was done, as it was submitted.
  ruling text -- Why it was returned or reopened, in whose words it was.
  submitted_by uuid
  verified_by uuid -- Null of what is verified: the system saw that the cause is gone.
  closed_by uuid
  notified_at timestamp with time zone
  submitted_at timestamp with time zone
  verified_at timestamp with time zone
  reopened_at timestamp with time zone
  reopenings integer not null default 0
  repeat_of uuid -- The earlier issue of the same clause within twelve months.
  reminded text[] not null default '{}'::text[] -- The reminders of the present due day that were sent.
  urged_at timestamp with time zone -- When its owner was last reminded by hand.
  constraint issue_org_id_number_key UNIQUE (org_id, number)
  constraint issue_pkey PRIMARY KEY (org_id, id)
  constraint issue_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES kernel.person(id)
  constraint issue_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES kernel.person(id)
  constraint issue_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint issue_repeat_of_fkey FOREIGN KEY (org_id, repeat_of) REFERENCES kernel.issue(org_id, id)
  constraint issue_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES kernel.person(id)
  constraint issue_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES kernel.person(id)
  constraint issue_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES kernel.person(id)
  constraint issue_verifier_id_fkey FOREIGN KEY (verifier_id) REFERENCES kernel.person(id)
  constraint issue_closed_check CHECK (((closed_at IS NOT NULL) = (state = 'closed'::text)))
  constraint issue_kind_check CHECK ((kind ~ '^[a-z_]+(\.[a-z_]+)+$'::text))
  constraint issue_reopened_check CHECK (((reopened_at IS NOT NULL) = (reopenings > 0)))
  constraint issue_severity_check CHECK ((severity = ANY (ARRAY['minor'::text, 'major'::text, 'critical'::text])))
  constraint issue_source_check CHECK ((source = ANY (ARRAY['daily_check'::text, 'special_check'::text, 'periodic_check'::text, 'audit'::text, 'inspection'::text, 'complaint'::text, 'stocktake'::text, 'registration'::text, 'indicator'::text, 'other'::text])))
  constraint issue_state_check CHECK ((state = ANY (ARRAY['found'::text, 'notified'::text, 'planned'::text, 'rectifying'::text, 'submitted'::text, 'returned'::text, 'verified'::text, 'closed'::text, 'reopened'::text])))
  constraint issue_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
);
CREATE INDEX issue_clause ON kernel.issue USING btree (org_id, clause, opened_at DESC);
CREATE INDEX issue_counted ON kernel.issue USING btree (original_due_on) INCLUDE (org_id, state, due_on, closed_at, repeat_of, reopenings, clause, source);
CREATE INDEX issue_due ON kernel.issue USING btree (due_on) WHERE (state <> 'closed'::text);
CREATE INDEX issue_id ON kernel.issue USING btree (id);
CREATE INDEX issue_opened ON kernel.issue USING btree (opened_at DESC, id DESC);
CREATE INDEX issue_subject ON kernel.issue USING btree (org_id, subject_id);
CREATE UNIQUE INDEX issue_one_open ON kernel.issue USING btree (org_id, kind, subject_id) WHERE (state <> 'closed'::text);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- What shows that an issue was put right: a file, or the address of a record.
create table kernel.issue_evidence (
  org_id uuid not null
  id uuid not null
  issue_id uuid not null
  file_id uuid
  link text
  note text not null default ''::text
  added_by uuid -- Null: the system pointed at the record.
  added_at timestamp with time zone not null
  removed_at timestamp with time zone
  constraint issue_evidence_pkey PRIMARY KEY (org_id, id)
  constraint issue_evidence_added_by_fkey FOREIGN KEY (added_by) REFERENCES kernel.person(id)
  constraint issue_evidence_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES kernel.file(org_id, id)
  constraint issue_evidence_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint issue_evidence_org_id_issue_id_fkey FOREIGN KEY (org_id, issue_id) REFERENCES kernel.issue(org_id, id)
  constraint issue_evidence_check CHECK (((file_id IS NULL) <> (link IS NULL)))
  constraint issue_evidence_link_check CHECK (((length(link) >= 1) AND (length(link) <= 1000)))
);
CREATE INDEX issue_evidence_id ON kernel.issue_evidence USING btree (id);
CREATE INDEX issue_evidence_issue ON kernel.issue_evidence USING btree (org_id, issue_id, added_at);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Later due days that were asked for; at most two of an issue are granted.
create table kernel.issue_extension (
  org_id uuid not null
  id uuid not null
  issue_id uuid not null
  position integer not null
  from_on date not null -- The due day when it was asked for.
  until_on date not null -- The day asked for, before a day off moves it.
  reason text not null
  state text not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  decided_at timestamp with time zone
  request_id uuid
  version integer not null default 1
  constraint issue_extension_pkey PRIMARY KEY (org_id, id)
  constraint issue_extension_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES kernel.person(id)
  constraint issue_extension_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint issue_extension_org_id_issue_id_fkey FOREIGN KEY (org_id, issue_id) REFERENCES kernel.issue(org_id, id)
  constraint issue_extension_check CHECK ((until_on > from_on))
  constraint issue_extension_position_check CHECK (("position" = ANY (ARRAY[1, 2])))
  constraint issue_extension_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)))
  constraint issue_extension_state_check CHECK ((state = ANY (ARRAY['in_review'::text, 'more_wanted'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
);
CREATE INDEX issue_extension_id ON kernel.issue_extension USING btree (id);
CREATE INDEX issue_extension_issue ON kernel.issue_extension USING btree (org_id, issue_id, asked_at);
CREATE UNIQUE INDEX issue_extension_one ON kernel.issue_extension USING btree (org_id, issue_id, "position") WHERE (state = ANY (ARRAY['in_review'::text, 'more_wanted'::text, 'approved'::text]));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- The measures of a rectification plan: what is done, by whom and by when.
create table kernel.issue_measure (
  org_id uuid not null
  id uuid not null
  issue_id uuid not null
  position integer not null
  what text not null
  person_id uuid not null
  due_on date not null
  done_at timestamp with time zone
  done_by uuid
  constraint issue_measure_pkey PRIMARY KEY (org_id, id)
  constraint issue_measure_done_by_fkey FOREIGN KEY (done_by) REFERENCES kernel.person(id)
  constraint issue_measure_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint issue_measure_org_id_issue_id_fkey FOREIGN KEY (org_id, issue_id) REFERENCES kernel.issue(org_id, id)
  constraint issue_measure_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint issue_measure_what_check CHECK (((length(what) >= 1) AND (length(what) <= 1000)))
);
CREATE INDEX issue_measure_id ON kernel.issue_measure USING btree (id);
CREATE INDEX issue_measure_issue ON kernel.issue_measure USING btree (org_id, issue_id, "position");
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Documents the company issued. The file and what it was made from stay as they were; only voiding is added.
create table kernel.issued_document (
  org_id uuid not null
  id uuid not null
  kind text not null
  number text not null
  title text not null
  subject_type text not null
  subject_id uuid not null
  file_id uuid not null
  sha256 text not null
  snapshot jsonb not null -- Everything the layout was given, so that the document can be read again without its file.
  issued_at timestamp with time zone not null
  issued_by uuid
  issued_by_name text not null -- As the issuer was called on that day.
  voided_at timestamp with time zone
  voided_by uuid
  void_reason text
  concerns_id uuid -- The organisation it is about, where that isn't the one it was issued to: it reads the document too.
  constraint issued_document_org_id_number_key UNIQUE (org_id, number)
  constraint issued_document_pkey PRIMARY KEY (org_id, id)
  constraint issued_document_concerns_id_fkey FOREIGN KEY (concerns_id) REFERENCES kernel.organisation(id)
  constraint issued_document_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES kernel.person(id)
  constraint issued_document_org_id_file_id_fkey FOREIGN KEY (org_id, file_id) REFERENCES kernel.file(org_id, id)
  constraint issued_document_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint issued_document_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES kernel.person(id)
  constraint issued_document_check CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
  constraint issued_document_kind_check CHECK ((kind ~ '^[a-z_]+(\.[a-z_]+)+$'::text))
  constraint issued_document_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX issued_document_concerns ON kernel.issued_document USING btree (concerns_id);
CREATE INDEX issued_document_id ON kernel.issued_document USING btree (id);
CREATE INDEX issued_document_subject ON kernel.issued_document USING btree (org_id, subject_type, subject_id);
CREATE TRIGGER issued_document_final BEFORE UPDATE ON kernel.issued_document FOR EACH ROW EXECUTE FUNCTION kernel.refuse_changing_issued();
-- row-level security:
--   policy concerned using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (concerns_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- SHA-256 of every document issued, so that whoever holds a file can ask whether it is genuine. Shared; says nothing of what the document is about.
create table kernel.issued_hash (
  sha256 text not null
  organisation_id uuid not null
  number text not null
  issued_at timestamp with time zone not null
  voided_at timestamp with time zone
  code_hash text -- Of the number and the code printed on the paper, by which whoever holds it has it checked without an account. Null: issued before papers had a code.
  constraint issued_hash_code_hash_key UNIQUE (code_hash)
  constraint issued_hash_pkey PRIMARY KEY (sha256)
  constraint issued_hash_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
  constraint issued_hash_code_hash_check CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text))
  constraint issued_hash_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

-- Every number given. A voided number stays, marked void, and is never given again.
create table kernel.issued_number (
  series text not null
  period text not null
  n integer not null
  text text not null
  subject_type text not null
  subject_id uuid not null
  voided_at timestamp with time zone
  voided_by uuid
  void_reason text
  constraint issued_number_text_key UNIQUE (text)
  constraint issued_number_pkey PRIMARY KEY (series, period, n)
  constraint issued_number_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES kernel.person(id)
  constraint issued_number_check CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
  constraint issued_number_n_check CHECK ((n > 0))
);
CREATE INDEX issued_number_subject ON kernel.issued_number USING btree (subject_id);

-- Long work: who asked for it, how far it is, what came out. Written in the transaction that asks for it; pg-boss only says whose turn it is.
create table kernel.job (
  org_id uuid not null
  id uuid not null
  name text not null
  title text not null
  link text not null -- Path of the page where the result is looked at.
  input jsonb not null
  state text not null default 'waiting'::text
  done integer not null default 0
  total integer
  note text -- The step it is at: a message key.
  result jsonb
  error jsonb -- Why it failed: {code, params} of a message.
  requested_by uuid
  starts integer not null default 0 -- How often it was begun; more than once after its worker died.
  created_at timestamp with time zone not null
  started_at timestamp with time zone
  finished_at timestamp with time zone
  seen_at timestamp with time zone -- When the person who asked for it saw how it ended.
  constraint job_pkey PRIMARY KEY (org_id, id)
  constraint job_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint job_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES kernel.account(id)
  constraint job_check CHECK (((state = ANY (ARRAY['done'::text, 'failed'::text, 'cancelled'::text])) = (finished_at IS NOT NULL)))
  constraint job_check1 CHECK (((state = 'failed'::text) = (error IS NOT NULL)))
  constraint job_done_check CHECK ((done >= 0))
  constraint job_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
  constraint job_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
  constraint job_total_check CHECK ((total >= 0))
);
CREATE INDEX job_id ON kernel.job USING btree (id);
CREATE INDEX job_mine ON kernel.job USING btree (requested_by, created_at DESC);
CREATE INDEX job_open ON kernel.job USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Outbox: written in the transaction that causes the mail, sent afterwards. Captured: no mail server is configured.
create table kernel.mail (
  org_id uuid not null
  id uuid not null
  recipient text not null
  person_id uuid
  template text not null
  language text not null
  subject text not null
  body text not null
  state text not null default 'waiting'::text -- Captured: no mail server is configured. Bundled: it goes, or went at sent_at, with the recipient's digest. Unwanted: the recipient switched its kind off.
  attempts integer not null default 0
  error text
  created_at timestamp with time zone not null default now()
  sent_at timestamp with time zone
  next_at timestamp with time zone not null default '2000-01-01 00:00:00+00'::timestamp with time zone -- A waiting mail is tried no earlier; later after each try that failed.
  version integer not null default 1
  sealed_link text -- A link that opens an account, encrypted with the installation's secret until the mail is sent; the body has a mark in its place.
  notice text -- What kind of notice it is: its recipient chose how to hear of those. Null: an account's own business, sent at once.
  link text -- Path of the page it is about; a sealed link is not among them.
  subject_type text
  subject_id uuid -- What a mail to somebody outside is about: an answer to it finds its way back.
  answers text -- Message-ID of the mail it answers (RFC 5322, In-Reply-To).
  thread text -- Message-IDs of the mails before it in its thread (RFC 5322, References), with blanks between.
  constraint mail_pkey PRIMARY KEY (org_id, id)
  constraint mail_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint mail_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint mail_notice_check CHECK ((notice = ANY (ARRAY['waiting'::text, 'reminder'::text, 'escalation'::text, 'copy'::text, 'done'::text, 'digest'::text])))
  constraint mail_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'captured'::text, 'bundled'::text, 'unwanted'::text])))
);
CREATE INDEX mail_about ON kernel.mail USING btree (org_id, subject_id, created_at) WHERE (subject_id IS NOT NULL);
CREATE INDEX mail_bundled ON kernel.mail USING btree (person_id) WHERE ((state = 'bundled'::text) AND (sent_at IS NULL));
CREATE INDEX mail_id ON kernel.mail USING btree (id);
CREATE INDEX mail_newest ON kernel.mail USING btree (created_at DESC, id);
CREATE INDEX mail_waiting ON kernel.mail USING btree (created_at) WHERE (state = 'waiting'::text);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Every mail that came into the mailbox and what became of it; org_id is headquarters, whose mailbox it is. The mail itself stays on the mail server.
create table kernel.mail_arrival (
  org_id uuid not null
  id uuid not null
  message_id text not null -- As its sender gave it; for a mail without, the SHA-256 of it. The same twice is one mail.
  mailbox text not null
  uid_validity bigint not null
  uid bigint not null
  size bigint not null
  sender text -- Taken away once the mail was taken in: whoever took it keeps who wrote, masked.
  sender_name text
  subject text not null
  arrived_at timestamp with time zone not null
  state text not null -- again: to be fetched once more, as somebody asked.
  reason text -- Why it was not taken in, or by what it is known to be automatic: a message key, filled with params.
  params jsonb not null default '{}'::jsonb
  subject_type text
  subject_id uuid -- What was made of it, or what it was added to.
  settled_by uuid
  settled_at timestamp with time zone
  version integer not null default 1
  constraint mail_arrival_org_id_message_id_key UNIQUE (org_id, message_id)
  constraint mail_arrival_pkey PRIMARY KEY (org_id, id)
  constraint mail_arrival_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint mail_arrival_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES kernel.person(id)
  constraint mail_arrival_check CHECK (((state = 'taken'::text) = (subject_id IS NOT NULL)))
  constraint mail_arrival_check1 CHECK (((state = 'settled'::text) = (settled_at IS NOT NULL)))
  constraint mail_arrival_check2 CHECK (((state = 'taken'::text) OR (reason IS NOT NULL)))
  constraint mail_arrival_state_check CHECK ((state = ANY (ARRAY['taken'::text, 'automatic'::text, 'not_taken'::text, 'again'::text, 'settled'::text])))
);
CREATE INDEX mail_arrival_again ON kernel.mail_arrival USING btree (mailbox, uid) WHERE (state = 'again'::text);
CREATE INDEX mail_arrival_id ON kernel.mail_arrival USING btree (id);
CREATE INDEX mail_arrival_newest ON kernel.mail_arrival USING btree (arrived_at DESC, id DESC);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- How far the mailbox of the installation has been read (IMAP). Says nothing of any mail.
create table kernel.mailbox (
  address text not null
  uid_validity bigint not null
  last_uid bigint not null -- Everything up to this UID has been taken in or written down as not taken.
  known_uid bigint not null -- What lay in it up to this UID when it was first looked into; of that only the unread is taken.
  since timestamp with time zone -- After the mail server numbered its mails anew: those from this day on are looked at again.
  trying_uid bigint -- The mail at work; one that ends its process or its connection again and again is given up.
  tries integer not null default 0
  looked_at timestamp with time zone not null
  error text
  constraint mailbox_pkey PRIMARY KEY (address)
);

-- The last local day for which an account's digest was written, or found to have nothing in it. Whoever moves the day on writes the mail in the same transaction: once, however many servers there are.
create table kernel.notice_digest (
  account_id uuid not null
  day date not null
  constraint notice_digest_pkey PRIMARY KEY (account_id)
  constraint notice_digest_account_id_fkey FOREIGN KEY (account_id) REFERENCES kernel.account(id) ON DELETE CASCADE
);

-- How an account wants to hear of things: at once, in the digest or not at all, and when not to be disturbed. No row: as by default.
create table kernel.notice_setting (
  account_id uuid not null
  ways jsonb not null -- Kind of notice → at_once, digest or none.
  quiet boolean not null
  quiet_from text not null
  quiet_to text not null -- When mails held back go out; earlier than quiet_from where the night lies between.
  working_days_only boolean not null
  digest boolean not null
  digest_at text not null
  time_zone text -- Null: that of the organisation where the person is employed.
  version integer not null default 1
  updated_at timestamp with time zone not null
  constraint notice_setting_pkey PRIMARY KEY (account_id)
  constraint notice_setting_account_id_fkey FOREIGN KEY (account_id) REFERENCES kernel.account(id) ON DELETE CASCADE
  constraint notice_setting_digest_at_check CHECK ((digest_at ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
  constraint notice_setting_quiet_from_check CHECK ((quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
  constraint notice_setting_quiet_to_check CHECK ((quiet_to ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
  constraint notice_setting_ways_check CHECK ((jsonb_typeof(ways) = 'object'::text))
);
-- row-level security:
--   policy own using (((account_id = (NULLIF(current_setting('bylaw.account'::text, true), ''::text))::uuid) OR ((NULLIF(current_setting('bylaw.account'::text, true), ''::text) IS NULL) AND (current_setting('bylaw.reach_all'::text, true) = 'on'::text))))

-- Last number given per series and period. Taken under the row's lock in the writing transaction: a rollback burns none.
create table kernel.number_series (
  series text not null
  period text not null
  last integer not null default 0
  constraint number_series_pkey PRIMARY KEY (series, period)
  constraint number_series_last_check CHECK ((last >= 0))
);

-- The tree of service organisations. Shared: nothing private here; premises, scope and filings are organisation-owned.
create table kernel.organisation (
  id uuid not null
  kind text not null
  code text not null
  name text not null
  name_en text
  parent_id uuid
  path uuid[] not null -- From the root to the organisation itself.
  life text not null
  time_zone text not null default 'Asia/Shanghai'::text
  credit_code text -- Unified social credit code, GB 32100; unique across the network, closed organisations included.
  started_on date
  closed_on date
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint organisation_code_key UNIQUE (code)
  constraint organisation_credit_code_key UNIQUE (credit_code)
  constraint organisation_pkey PRIMARY KEY (id)
  constraint organisation_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES kernel.organisation(id)
  constraint organisation_check CHECK (((parent_id IS NULL) = (kind = 'headquarters'::text)))
  constraint organisation_check1 CHECK ((path[array_length(path, 1)] = id))
  constraint organisation_code_check CHECK ((code <> ''::text))
  constraint organisation_credit_code_check CHECK ((credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text))
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['headquarters'::text, 'region'::text, 'branch'::text, 'department'::text, 'partner_point'::text])))
  constraint organisation_life_check CHECK ((life = ANY (ARRAY['proposed'::text, 'preparing'::text, 'active'::text, 'suspended'::text, 'closed'::text])))
  constraint organisation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX organisation_name ON kernel.organisation USING btree (name, id);
CREATE INDEX organisation_parent ON kernel.organisation USING btree (parent_id);
CREATE INDEX organisation_path ON kernel.organisation USING gin (path);
CREATE UNIQUE INDEX organisation_name_per_parent ON kernel.organisation USING btree (parent_id, name) WHERE (life <> 'closed'::text);
CREATE UNIQUE INDEX organisation_one_root ON kernel.organisation USING btree ((true)) WHERE (parent_id IS NULL);
CREATE TRIGGER organisation_epoch AFTER INSERT OR DELETE OR UPDATE ON kernel.organisation FOR EACH STATEMENT EXECUTE FUNCTION kernel.bump_epoch('organisations');

-- An organisation's own calendar. Without a row the nearest ancestor's holds. Shared.
create table kernel.organisation_calendar (
  organisation_id uuid not null
  calendar_id uuid not null
  version integer not null default 1
  constraint organisation_calendar_pkey PRIMARY KEY (organisation_id)
  constraint organisation_calendar_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES kernel.calendar(id)
  constraint organisation_calendar_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX organisation_calendar_calendar ON kernel.organisation_calendar USING btree (calendar_id);

-- Days of an organisation's past that are told otherwise than they were first filed. Shared, and says nothing of what was corrected.
create table kernel.organisation_correction (
  organisation_id uuid not null
  id uuid not null
  item text not null
  starts_on date not null
  ends_on date -- First day that is no longer concerned; null: to this day.
  number text not null -- Of the filing that corrected it; its page, at link, says what was filed and what is right.
  link text not null
  recorded_at timestamp with time zone not null
  constraint organisation_correction_pkey PRIMARY KEY (organisation_id, id)
  constraint organisation_correction_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
  constraint organisation_correction_check CHECK (((ends_on IS NULL) OR (ends_on > starts_on)))
  constraint organisation_correction_item_check CHECK ((item = ANY (ARRAY['name'::text, 'scope'::text, 'premises'::text, 'parent'::text, 'head'::text, 'life'::text])))
);

-- What an organisation was called, where it stood and at which stage of life it was before it was as now. Shared, like the organisation itself.
create table kernel.organisation_past (
  organisation_id uuid not null
  until date not null -- First day on which it no longer held; it held since the row before, or since the beginning.
  name text not null
  name_en text
  parent_id uuid
  recorded_at timestamp with time zone not null
  life text not null
  constraint organisation_past_pkey PRIMARY KEY (organisation_id, until)
  constraint organisation_past_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
  constraint organisation_past_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES kernel.organisation(id)
  constraint organisation_past_life_check CHECK ((life = ANY (ARRAY['proposed'::text, 'preparing'::text, 'active'::text, 'suspended'::text, 'closed'::text])))
);

-- The path of an organisation until it or something above it moved. Shared; where it never moved there is no row, and the path of kernel.organisation holds for all days.
create table kernel.organisation_stood (
  organisation_id uuid not null
  until date not null -- First day on which it no longer stood there; it stood there since the row before, or since the beginning.
  path uuid[] not null
  constraint organisation_stood_pkey PRIMARY KEY (organisation_id, until)
  constraint organisation_stood_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
);

-- One lifelong person: name and display only. Everything else is a row of the employing organisation.
create table kernel.person (
  id uuid not null
  name text not null
  name_en text
  home_org_id uuid not null -- Where the person is employed now, for display and for what belongs to the person alone.
  active boolean not null default true -- Some assignment holds or is still to begin. Follows from the assignments, at midnight where each organisation is.
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint person_pkey PRIMARY KEY (id)
  constraint person_home_org_id_fkey FOREIGN KEY (home_org_id) REFERENCES kernel.organisation(id)
  constraint person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
CREATE INDEX person_home ON kernel.person USING btree (home_org_id);
CREATE INDEX person_pinyin ON kernel.person USING btree (kernel.surname_read(name) COLLATE kernel.pinyin, id);

-- How often something was done from outside without an account, by a keyed hash of what and by whom: 65,536 rows at most, and none says an address.
create table kernel.public_limit (
  slot integer not null
  mark bytea not null
  times integer not null
  since timestamp with time zone not null
  constraint public_limit_pkey PRIMARY KEY (slot)
  constraint public_limit_slot_check CHECK (((slot >= 0) AND (slot <= 65535)))
);

-- The regulation's own numbers, effective-dated and never overwritten. On a day, the value of the latest effective_on not after it holds; of one day, the highest version.
create table kernel.regulation_parameter (
  key text not null
  version integer not null
  value jsonb not null
  effective_on date not null
  reason text
  set_at timestamp with time zone not null
  set_by uuid -- Null: the default, brought in when the program was installed or upgraded.
  constraint regulation_parameter_pkey PRIMARY KEY (key, version)
  constraint regulation_parameter_set_by_fkey FOREIGN KEY (set_by) REFERENCES kernel.person(id)
  constraint regulation_parameter_key_check CHECK ((key ~ '^[a-z][a-z_]*$'::text))
  constraint regulation_parameter_version_check CHECK ((version > 0))
);
CREATE INDEX regulation_parameter_effective ON kernel.regulation_parameter USING btree (key, effective_on DESC, version DESC);
CREATE TRIGGER regulation_parameter_append_only BEFORE DELETE OR UPDATE ON kernel.regulation_parameter FOR EACH ROW EXECUTE FUNCTION kernel.refuse_rewriting_regulation();

-- Editions of the regulation: clauses, controls and values as they hold from a day on. On a day, that of the latest effective_on not after it holds; of one day, the highest number.
create table kernel.regulation_version (
  number integer not null
  effective_on date not null
  published_at timestamp with time zone not null
  published_by uuid -- Null: the program itself, when it was installed or upgraded.
  hash text not null -- SHA-256 of the snapshot as canonical JSON.
  snapshot jsonb not null
  constraint regulation_version_pkey PRIMARY KEY (number)
  constraint regulation_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES kernel.person(id)
  constraint regulation_version_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
  constraint regulation_version_number_check CHECK ((number > 0))
);
CREATE INDEX regulation_version_effective ON kernel.regulation_version USING btree (effective_on DESC, number DESC);
CREATE TRIGGER regulation_version_append_only BEFORE DELETE OR UPDATE ON kernel.regulation_version FOR EACH ROW EXECUTE FUNCTION kernel.refuse_rewriting_regulation();

-- Roles. Built-in ones follow the code's permission table at every start; custom ones are data.
create table kernel.role (
  key text not null
  builtin boolean not null default false
  title text not null
  title_en text not null
  version integer not null default 1
  constraint role_pkey PRIMARY KEY (key)
);
CREATE UNIQUE INDEX role_title ON kernel.role USING btree (title);
CREATE TRIGGER role_epoch AFTER INSERT OR DELETE OR UPDATE ON kernel.role FOR EACH STATEMENT EXECUTE FUNCTION kernel.bump_epoch('access');

-- A role at an organisation, with or without its subtree, from date to date. Read before reach exists, hence shared.
create table kernel.role_assignment (
  id uuid not null
  person_id uuid not null
  role_key text not null
  organisation_id uuid not null
  with_subtree boolean not null default false
  starts_on date not null
  ends_on date -- First day on which it no longer holds; the same as starts_on where it was withdrawn before it held.
  source text not null default 'granted'::text -- appointment: it came with heading the organisation and ends with that; granted: an administrator gave it.
  version integer not null default 1
  created_at timestamp with time zone not null default now()
  constraint role_assignment_pkey PRIMARY KEY (id)
  constraint role_assignment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES kernel.organisation(id)
  constraint role_assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint role_assignment_role_key_fkey FOREIGN KEY (role_key) REFERENCES kernel.role(key)
  constraint role_assignment_source_check CHECK ((source = ANY (ARRAY['granted'::text, 'appointment'::text])))
  constraint role_assignment_span CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
);
CREATE INDEX role_assignment_organisation ON kernel.role_assignment USING btree (organisation_id, role_key);
CREATE INDEX role_assignment_person ON kernel.role_assignment USING btree (person_id);

-- Role × permission.
create table kernel.role_permission (
  role_key text not null
  permission text not null
  constraint role_permission_pkey PRIMARY KEY (role_key, permission)
  constraint role_permission_role_key_fkey FOREIGN KEY (role_key) REFERENCES kernel.role(key) ON DELETE CASCADE
);
CREATE TRIGGER role_permission_epoch AFTER INSERT OR DELETE OR UPDATE ON kernel.role_permission FOR EACH STATEMENT EXECUTE FUNCTION kernel.bump_epoch('access');

-- A list's filters under a name, for one account and on all its devices.
create table kernel.saved_view (
  account_id uuid not null
  id uuid not null
  list text not null -- The list's own name: establishment.organisations.
  title text not null
  query text not null -- Filters as the address holds them: name → value or values, as JSON.
  created_at timestamp with time zone not null default now()
  constraint saved_view_title UNIQUE (account_id, list, title)
  constraint saved_view_pkey PRIMARY KEY (account_id, id)
  constraint saved_view_account_id_fkey FOREIGN KEY (account_id) REFERENCES kernel.account(id) ON DELETE CASCADE
  constraint saved_view_query CHECK ((jsonb_typeof((query)::jsonb) = 'object'::text))
);
-- row-level security:
--   policy own using ((account_id = (NULLIF(current_setting('bylaw.account'::text, true), ''::text))::uuid))

-- What can be found, within reach. words holds Chinese as overlapping pairs of characters, so that any two characters are found on any PostgreSQL.
create table kernel.search_entry (
  org_id uuid not null
  id uuid not null -- The subject's id.
  subject_type text not null
  title text not null
  number text
  link text not null
  words tsvector not null
  updated_at timestamp with time zone not null default now()
  title_en text -- The title as it is in English, where it has one.
  came_at timestamp with time zone not null default now() -- When the subject came up; of what fits the newest is found first.
  constraint search_entry_pkey PRIMARY KEY (org_id, id)
  constraint search_entry_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX search_entry_came_at ON kernel.search_entry USING btree (came_at);
CREATE INDEX search_entry_english ON kernel.search_entry USING btree (org_id, title) WHERE (title_en IS NOT NULL);
CREATE INDEX search_entry_id ON kernel.search_entry USING btree (id);
CREATE INDEX search_entry_subject_type ON kernel.search_entry USING btree (subject_type, org_id);
CREATE INDEX search_entry_words ON kernel.search_entry USING gin (kernel.dated(words, came_at));
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Company settings by key. Nothing secret: secrets come from the environment.
create table kernel.setting (
  key text not null
  value jsonb not null
  version integer not null default 1
  updated_at timestamp with time zone not null default now()
  updated_by uuid
  constraint setting_pkey PRIMARY KEY (key)
);

-- The one inbox: everything that waits for a person.
create table kernel.task (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  kind text not null -- Message key of what is asked; params fill it.
  subject_type text not null
  subject_id uuid not null
  title text not null -- What it is about, as the subject was called when the task was opened.
  link text not null
  params jsonb not null default '{}'::jsonb
  due_at timestamp with time zone
  opened_at timestamp with time zone not null
  closed_at timestamp with time zone
  outcome text
  reminded jsonb not null default '[]'::jsonb
  notice text not null default 'waiting'::text -- What kind of notice its mail is: something waits, or something asked for is done.
  tell_at timestamp with time zone -- When the person is to be told of it by mail; null once that is settled.
  meant_for_id uuid -- Whom it was opened for, whose account is not in use: it waits for whoever looks after that person's people instead.
  constraint task_pkey PRIMARY KEY (org_id, id)
  constraint task_meant_for_id_fkey FOREIGN KEY (meant_for_id) REFERENCES kernel.person(id)
  constraint task_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint task_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.person(id)
  constraint task_check CHECK (((closed_at IS NULL) = (outcome IS NULL)))
  constraint task_notice_check CHECK ((notice = ANY (ARRAY['waiting'::text, 'copy'::text, 'done'::text])))
  constraint task_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'cancelled'::text])))
);
CREATE INDEX task_id ON kernel.task USING btree (id);
CREATE INDEX task_meant_for ON kernel.task USING btree (meant_for_id) WHERE ((closed_at IS NULL) AND (meant_for_id IS NOT NULL));
CREATE INDEX task_open ON kernel.task USING btree (person_id, due_at) WHERE (closed_at IS NULL);
CREATE INDEX task_subject ON kernel.task USING btree (org_id, subject_type, subject_id) WHERE (closed_at IS NULL);
CREATE INDEX task_tell ON kernel.task USING btree (tell_at) WHERE ((tell_at IS NOT NULL) AND (closed_at IS NULL));
CREATE TRIGGER task_told AFTER INSERT OR DELETE OR UPDATE OF person_id, title, params, due_at, closed_at ON kernel.task FOR EACH ROW EXECUTE FUNCTION kernel.tell_inbox();
CREATE TRIGGER task_told_proxies AFTER INSERT OR UPDATE OF person_id, title, params, due_at, closed_at ON kernel.task FOR EACH ROW WHEN ((new.kind = 'approvals.inbox.asked'::text)) EXECUTE FUNCTION kernel.tell_proxies();
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Signed lists of chain heads: what an exported copy is compared with.
create table kernel.trail_checkpoint (
  id uuid not null
  made_at timestamp with time zone not null
  heads jsonb not null -- [[org_id, seq, hash hex], …] in org_id order.
  signature text not null
  constraint trail_checkpoint_pkey PRIMARY KEY (id)
);
CREATE INDEX trail_checkpoint_made ON kernel.trail_checkpoint USING btree (made_at DESC, id DESC);

-- What happened. Append-only: no grant and a trigger forbid any change, each entry carries the hash of the one before.
create table kernel.trail_entry (
  org_id uuid not null
  seq bigint not null
  id uuid not null
  at timestamp with time zone not null
  action text not null
  actor_kind text not null
  actor_person_id uuid
  actor_name text not null
  for_person_id uuid -- On whose behalf the actor acted (proxy).
  subject_type text not null
  subject_id uuid not null
  subject_number text
  subject_title text
  diff jsonb -- Field → [before, after].
  note text
  request_id text
  previous_hash bytea not null
  hash bytea not null
  constraint trail_entry_org_id_seq_key UNIQUE (org_id, seq)
  constraint trail_entry_pkey PRIMARY KEY (org_id, id)
  constraint trail_entry_actor_person_id_fkey FOREIGN KEY (actor_person_id) REFERENCES kernel.person(id)
  constraint trail_entry_for_person_id_fkey FOREIGN KEY (for_person_id) REFERENCES kernel.person(id)
  constraint trail_entry_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint trail_entry_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'system'::text, 'api_key'::text])))
);
CREATE INDEX trail_entry_actor ON kernel.trail_entry USING btree (actor_person_id, at DESC) WHERE (actor_person_id IS NOT NULL);
CREATE INDEX trail_entry_at ON kernel.trail_entry USING btree (at DESC, id);
CREATE INDEX trail_entry_id ON kernel.trail_entry USING btree (id);
CREATE INDEX trail_entry_org_at ON kernel.trail_entry USING btree (org_id, at DESC, id DESC);
CREATE INDEX trail_entry_subject ON kernel.trail_entry USING btree (org_id, subject_type, subject_id, seq);
CREATE TRIGGER trail_entry_append_only BEFORE DELETE OR UPDATE ON kernel.trail_entry FOR EACH ROW EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER trail_entry_never_emptied BEFORE TRUNCATE ON kernel.trail_entry FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Last entry of each organisation's chain. Its row lock orders the writers.
create table kernel.trail_head (
  org_id uuid not null
  seq bigint not null
  hash bytea not null
  constraint trail_head_pkey PRIMARY KEY (org_id)
  constraint trail_head_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- Wrong sign-ins in a row at an address without an account, in a bounded number of slots.
create table kernel.unknown_address (
  slot integer not null -- The first two bytes of the address's mark.
  address bytea not null -- The mark of the address: HMAC-SHA-256 of it under the installation's secret. The address itself is kept nowhere.
  failed_sign_ins integer not null
  locked_until timestamp with time zone
  constraint unknown_address_pkey PRIMARY KEY (slot)
  constraint unknown_address_address_check CHECK ((octet_length(address) = 32))
  constraint unknown_address_slot_check CHECK (((slot >= 0) AND (slot <= 65535)))
);

-- An address outside that is told what happens at an organisation and below it.
create table kernel.webhook (
  org_id uuid not null
  id uuid not null
  name text not null
  url text not null
  events text[] not null
  state text not null default 'active'::text -- Paused: by somebody. Disabled: by the system, as nothing arrived any more. Both keep what happens for later.
  secret text not null -- What its messages are signed with, encrypted with the installation's secret.
  old_secret text -- The one before; messages carry both signatures until old_secret_until.
  old_secret_until timestamp with time zone
  failures integer not null default 0 -- Tries that failed since the last that worked, the first of them at failing_since.
  failing_since timestamp with time zone
  disabled_why text -- Message key of the fault.
  created_by uuid
  created_at timestamp with time zone not null
  version integer not null default 1
  constraint webhook_pkey PRIMARY KEY (org_id, id)
  constraint webhook_created_by_fkey FOREIGN KEY (created_by) REFERENCES kernel.person(id)
  constraint webhook_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint webhook_check CHECK (((state = 'disabled'::text) = (disabled_why IS NOT NULL)))
  constraint webhook_check1 CHECK (((old_secret IS NULL) = (old_secret_until IS NULL)))
  constraint webhook_events_check CHECK ((cardinality(events) > 0))
  constraint webhook_failures_check CHECK ((failures >= 0))
  constraint webhook_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint webhook_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'disabled'::text])))
);
CREATE INDEX webhook_id ON kernel.webhook USING btree (id);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- One try of a message: how long it took and what came back.
create table kernel.webhook_attempt (
  org_id uuid not null
  id uuid not null
  delivery_id uuid not null
  at timestamp with time zone not null
  ms integer not null
  status integer
  fault text -- Message key of what kept it from arriving; null where the receiver said it has it.
  reply text -- The beginning of what the receiver said, without anything that looks like a secret.
  constraint webhook_attempt_pkey PRIMARY KEY (org_id, id)
  constraint webhook_attempt_org_id_delivery_id_fkey FOREIGN KEY (org_id, delivery_id) REFERENCES kernel.webhook_delivery(org_id, id) ON DELETE CASCADE
  constraint webhook_attempt_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
);
CREATE INDEX webhook_attempt_id ON kernel.webhook_attempt USING btree (id);
CREATE INDEX webhook_attempt_of ON kernel.webhook_attempt USING btree (org_id, delivery_id, at);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

-- A message to a webhook and what became of it. Its id is the message's, the same in every try, so that the receiver knows one that came twice.
create table kernel.webhook_delivery (
  org_id uuid not null
  id uuid not null
  webhook_id uuid not null
  event text not null
  body text not null
  at timestamp with time zone not null
  state text not null default 'waiting'::text
  attempts integer not null default 0
  next_at timestamp with time zone not null -- A waiting message is tried no earlier. Whoever tries it moves this on first: a server killed meanwhile leaves it for later.
  delivered_at timestamp with time zone
  created_at timestamp with time zone not null
  version integer not null default 1
  constraint webhook_delivery_pkey PRIMARY KEY (org_id, id)
  constraint webhook_delivery_org_id_fkey FOREIGN KEY (org_id) REFERENCES kernel.organisation(id)
  constraint webhook_delivery_org_id_webhook_id_fkey FOREIGN KEY (org_id, webhook_id) REFERENCES kernel.webhook(org_id, id) ON DELETE CASCADE
  constraint webhook_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text])))
);
CREATE INDEX webhook_delivery_due ON kernel.webhook_delivery USING btree (next_at) WHERE (state = 'waiting'::text);
CREATE INDEX webhook_delivery_id ON kernel.webhook_delivery USING btree (id);
CREATE INDEX webhook_delivery_of ON kernel.webhook_delivery USING btree (org_id, webhook_id, created_at DESC);
-- row-level security:
--   policy reach using (((current_setting('bylaw.reach_all'::text, true) = 'on'::text) OR (org_id IN ( SELECT unnest((NULLIF(current_setting('bylaw.reach'::text, true), ''::text))::uuid[]) AS unnest))))

CREATE OR REPLACE FUNCTION kernel.bump_epoch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if to_regclass('kernel.epoch') is not null then
    update kernel.epoch set value = value + 1 where name = tg_argv[0];
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION kernel.dated(words tsvector, at timestamp with time zone)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select words || array_to_tsvector(array['month:' || kernel.month_of(at)])
$function$;

CREATE OR REPLACE FUNCTION kernel.find_entries(wanted tsquery, most integer)
 RETURNS TABLE(org_id uuid, id uuid, subject_type text, title text, number text, link text, rank real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'kernel'
AS $function$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
  reached text := kernel.reach_policy(form);
begin
  return query execute format(
    'select e.org_id, e.id, e.subject_type, e.title, e.number, e.link, ts_rank(e.words, $1) as rank
     from (
       (select * from kernel.search_entry
        where kernel.dated(words, came_at) @@ $1 and subject_type in (''organisation'', ''person'') and (%1$s)
        order by length(title), id limit $2)
       union all
       select * from kernel.newest_entries($1, null, null, null, $2)
     ) e
     order by rank desc, length(e.title), e.id', reached)
  using wanted, most;
end
$function$;

CREATE OR REPLACE FUNCTION kernel.forget_answers(older_than timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from kernel.idempotency where created_at < older_than
$function$;

CREATE OR REPLACE FUNCTION kernel.guard(guarded regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('drop policy if exists reach on %s', guarded);
  execute format('create policy reach on %s to bylaw_app using (%s) with check (%s)',
    guarded, kernel.reach_policy(form), kernel.reach_policy(form));
end
$function$;

CREATE OR REPLACE FUNCTION kernel.guard_concerned(guarded regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
begin
  execute format('drop policy if exists concerned on %s', guarded);
  execute format('create policy concerned on %s for select to bylaw_app using (%s)',
    guarded, replace(kernel.reach_policy(form), 'org_id', 'concerns_id'));
end
$function$;

CREATE OR REPLACE FUNCTION kernel.is_employed(whom uuid, first_day date, end_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from kernel.assignment
    where person_id = whom and kind = 'employment' and (ends_on is null or ends_on > greatest(first_day, starts_on))
      and (end_day is null or starts_on < end_day))
$function$;

CREATE OR REPLACE FUNCTION kernel.month_of(at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select (extract(year from at at time zone 'UTC') * 12 + extract(month from at at time zone 'UTC'))::int - 1
$function$;

CREATE OR REPLACE FUNCTION kernel.newest_entries(wanted tsquery, only_type text, before_at timestamp with time zone, before_id uuid, most integer)
 RETURNS SETOF kernel.search_entry
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'kernel'
 SET enable_seqscan TO 'off'
AS $function$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
  reached text := kernel.reach_policy(form);
  kind text := case when only_type is null then 'subject_type not in (''organisation'', ''person'')' else 'subject_type = $3' end;
  reach uuid[] := nullif(current_setting('bylaw.reach', true), '')::uuid[];
  few boolean := current_setting('bylaw.reach_all', true) is distinct from 'on' and coalesce(cardinality(reach), 0) <= 200;
  oldest int := kernel.month_of((select min(came_at) from kernel.search_entry));
  last int := kernel.month_of(least((select max(came_at) from kernel.search_entry), before_at));
  months int := 1;
  found int;
  missing int := most;
  within tsquery;
begin
  if few then
    return query execute format(
      'select * from kernel.search_entry where words @@ $1 and (%s) and %s and org_id = any($6)
         and ($4 is null or (came_at, id) < ($4, $5))
       order by came_at desc, id desc limit $2', reached, kind)
    using wanted, most, only_type, before_at, before_id, reach;
    return;
  end if;
  while last >= oldest and missing > 0 loop
    within := (select string_agg(format('''month:%s''', m), ' | ') from generate_series(greatest(last - months + 1, oldest), last) m)::tsquery;
    -- Put in order apart: walking the index by time until enough fit may walk through all of it.
    return query execute format(
      'select * from (
         select * from kernel.search_entry where kernel.dated(words, came_at) @@ $1 and (%s) and %s
           and ($4 is null or (came_at, id) < ($4, $5)) offset 0
       ) fitting order by came_at desc, id desc limit $2', reached, kind)
    using wanted && within, missing, only_type, before_at, before_id;
    get diagnostics found = row_count;
    missing := missing - found;
    last := last - months;
    months := months * 6;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION kernel.reach_policy(form text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case form
    when 'citus' then $p$current_setting('bylaw.reach_all', true) = 'on' or strpos(current_setting('bylaw.reach', true), org_id::text) > 0$p$
    else $p$current_setting('bylaw.reach_all', true) = 'on' or org_id in (select unnest(nullif(current_setting('bylaw.reach', true), '')::uuid[]))$p$
  end
$function$;

CREATE OR REPLACE FUNCTION kernel.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'trail entries are never changed' using errcode = 'restrict_violation';
end
$function$;

CREATE OR REPLACE FUNCTION kernel.refuse_change_of_published()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a published version is final' using errcode = 'restrict_violation';
end
$function$;

CREATE OR REPLACE FUNCTION kernel.refuse_changing_issued()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.voided_at is not null
    or to_jsonb(new) - '{voided_at,voided_by,void_reason}'::text[]
      is distinct from to_jsonb(old) - '{voided_at,voided_by,void_reason}'::text[] then
    raise exception 'an issued document is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION kernel.refuse_rewriting_regulation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'what the regulation said is never changed' using errcode = 'restrict_violation';
end
$function$;

CREATE OR REPLACE FUNCTION kernel.standing_of(whom uuid[], moment timestamp with time zone)
 RETURNS TABLE(person_id uuid, home_org_id uuid, active boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.person_id,
    (array_agg(a.org_id order by a.starts_on desc)
      filter (where a.kind = 'employment' and a.starts_on <= today.day and (a.ends_on is null or a.ends_on > today.day)))[1],
    bool_or(a.ends_on is null or a.ends_on > greatest(today.day, a.starts_on))
  from kernel.assignment a join kernel.organisation o on o.id = a.org_id
  cross join lateral (select (moment at time zone o.time_zone)::date as day) today
  where a.person_id = any(whom)
  group by a.person_id
$function$;

CREATE OR REPLACE FUNCTION kernel.surname_read(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select translate(left(name, 1), '沈曾单單解仇查区區乐樂召翟祭', '审增善善谢求渣欧欧岳岳邵宅债') || substr(name, 2)
$function$;

CREATE OR REPLACE FUNCTION kernel.tell_inbox()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then perform pg_notify('bylaw_inbox', old.person_id::text); end if;
  if tg_op <> 'DELETE' then perform pg_notify('bylaw_inbox', new.person_id::text); end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION kernel.tell_proxies()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('bylaw_inbox', p.proxy_id::text) from kernel.approval_proxy p
  where p.owner_id = new.person_id and p.starts_at <= now() and least(p.ends_at, coalesce(p.ended_at, p.ends_at)) > now();
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION kernel.tell_proxy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('bylaw_inbox', new.proxy_id::text);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION kernel.tell_session_ended()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('bylaw_inbox', person_id::text) from kernel.account where id = old.user_id and person_id is not null;
  return null;
end
$function$;
