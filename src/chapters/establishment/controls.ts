import { sql } from 'kysely'
import { registerControl } from '../../kernel/controls/register-control.ts'
import { inTime } from './application/registration/in-time.ts'
import { registrationsPath } from './application/registration/list/list.ts'
import { requiredPath } from './registers/required/list.ts'
import { requiredLicences } from './registers/required/required.ts'

const applications = { list: '/establishment/applications', permission: 'establishment.application.read' }
const manyOf = (what: 'conditions' | 'documents') => ({
  ...applications,
  note: `establishment.controls.${what}`,
})

/**
 * How the clauses of chapter 2 are counted. What an application leaves behind counts for the organisation that applied
 * and answers for it. Changes are counted in `change/controls.ts`.
 */
export function registerControls(): void {
  registerControl({
    key: 'establishment.conditions_evidenced',
    records: manyOf('conditions'),
    sql: ({ start, end }) => sql`
      select a.org_id, a.id record_id, coalesce(r.conditions_passed, 0) met, 5 total
      from establishment.application a
      left join establishment.review r on r.org_id = a.org_id and r.application_id = a.id
      where a.approved_at >= ${start} and a.approved_at < ${end}`,
  })
  registerControl({
    key: 'establishment.application_complete',
    records: manyOf('documents'),
    sql: ({ start, end }) => sql`
      select a.org_id, a.id record_id, (exists (
        select from establishment.application_document d
        join kernel.file f on f.org_id = d.org_id and f.id = d.file_id
        where d.org_id = a.org_id and d.application_id = a.id and d.document_type = w.document_type
          and d.created_at <= a.submitted_at
          and (f.removed_at is null or f.removed_at > a.submitted_at)
          and (d.valid_until is null or d.valid_until >= (a.submitted_at at time zone o.time_zone)::date)
      ))::int met, 1 total
      from establishment.application a
      join kernel.organisation o on o.id = a.org_id
      join establishment.required_document w on w.kind = a.kind and w.required
      where a.submitted_at >= ${start} and a.submitted_at < ${end}`,
  })
  registerControl({
    key: 'establishment.review_on_time',
    records: applications,
    sql: ({ start, end }) => sql`
      select a.org_id, a.id record_id, (
        a.concluded_at <= a.review_due_at and r.feasibility <> '' and r.need <> '' and (not k.site_visit or exists (
          select from establishment.site_visit v
          where v.org_id = a.org_id and v.application_id = a.id and v.completed_at <= a.concluded_at
        ))
      )::int met, 1 total
      from establishment.application a
      join establishment.kind_rule k on k.kind = a.kind
      join establishment.review r on r.org_id = a.org_id and r.application_id = a.id
      where a.concluded_at >= ${start} and a.concluded_at < ${end}`,
  })
  registerControl({
    key: 'establishment.approval_issued',
    records: applications,
    sql: approvalIssued,
  })
  registerControl({
    key: 'establishment.registered_on_time',
    records: { ...applications, list: registrationsPath },
    sql: ({ from, to, today }) => sql`
      select r.org_id, r.id record_id, coalesce(${inTime}, false)::int met, 1 total
      from establishment.registration r
      join kernel.organisation o on o.id = r.org_id
      where r.due_on between ${from} and ${to} and (r.due_on < ${today} or r.filed_at is not null)`,
  })
  registerControl({
    key: 'establishment.licences_valid',
    records: { list: requiredPath, permission: 'establishment.licence.read' },
    sql: ({ on }) =>
      sql`select w.org_id, w.id record_id, w.in_force::int met, 1 total from (${requiredLicences(on)}) w`,
  })
}

/**
 * Established is what left the state of a mere proposal. Unchanged: the hash written down at issue, the one of the
 * stored file and the one anybody can ask for are the same.
 */
const approvalIssued = ({ start, end }: { start: Date; end: Date }) => sql`
  select a.org_id, a.id record_id, (exists (
    select from kernel.issued_document d
    join kernel.file f on f.org_id = d.org_id and f.id = d.file_id and f.sha256 = d.sha256
    join kernel.issued_hash h on h.sha256 = d.sha256 and h.voided_at is null
    where d.org_id = a.org_id and d.id = a.document_id and d.voided_at is null
  ))::int met, 1 total
  from establishment.application a
  join kernel.organisation o on o.id = a.organisation_id and o.life <> 'proposed'
  where a.approved_at >= ${start} and a.approved_at < ${end}`
