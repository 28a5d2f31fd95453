import { findRequestOf } from '../../../kernel/approvals/request/find.ts'
import { namesOf } from '../../../kernel/approvals/request/names.ts'
import { calendarOf } from '../../../kernel/calendar/calendar-of.ts'
import { dayMinutes } from '../../../kernel/calendar/day-minutes.ts'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { workingTimeLeft } from '../../../kernel/calendar/working-time.ts'
import type { IssuedDocument } from '../../../kernel/documents/contract.ts'
import { listIssuedDocuments } from '../../../kernel/documents/read.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { placeOfAddress } from '../registry/place-of-address.ts'
import type { ApplicationPage } from './contract.ts'
import { actionsFor } from './life/actions.ts'
import { type Application, getApplication, subjectOf, subjectType } from './life/row.ts'
import { readPapers, timeZoneOf } from './papers/checklist.ts'
import { getKindRule } from './papers/kinds.ts'
import { completenessOf } from './plan/required.ts'
import { readRegistrations } from './registration/read.ts'
import { seesReview } from './review/sees-review.ts'
import { findReview, showSheet } from './review/sheet.ts'
import { readVisits } from './visit/row.ts'
import { showVisit } from './visit/show.ts'
import { visitWindowOf } from './visit/team.ts'

/** Everything about one application that the reader may see, and what the reader may do with it. */
export async function readApplicationPage(ctx: Ctx, id: string): Promise<ApplicationPage> {
  const application = await getApplication(ctx, id)
  const papers = await readPapers(ctx, application)
  const rule = await getKindRule(ctx, application.kind)
  const registrations = await readRegistrations(ctx, application)
  const request = await findRequestOf(ctx, subjectOf(application))
  const documents = await readDocuments(ctx, application)
  const name = await namesOf(ctx, peopleOf(application))
  const named = (person: string | null) => (person === null ? null : name(person))
  const { org_id, applicant_id, reviewer_id, proposed_head_id, parent_id, organisation_id } = application
  return {
    ...factsOf(application),
    org: await getNamed(ctx, org_id),
    parent: parent_id ? await getNamed(ctx, parent_id) : null,
    established: organisation_id ? await getNamed(ctx, organisation_id) : null,
    applicant: name(applicant_id),
    reviewer: named(reviewer_id),
    proposed_head: named(proposed_head_id),
    people: [...new Set(application.staffing.flatMap((line) => line.persons))].map(name),
    completeness: completenessOf(application, papers),
    documents: papers,
    wanted:
      application.state !== 'more_wanted' || application.wanted_at === null
        ? null
        : {
            text: application.wanted ?? '',
            documents: application.wanted_documents,
            by: named(application.wanted_by),
            at: application.wanted_at,
            from_approval: application.wanted_by_approval,
          },
    ...(await readAssessment(ctx, application)),
    site_visit: { wanted: rule.site_visit, window: await visitWindowOf(ctx, application) },
    approval: request ? { request_id: request.id, state: request.state } : null,
    document: documents.find((one) => one.id === application.document_id) ?? null,
    voided_documents: documents.filter((one) => one.voided_at !== null),
    registrations,
    ...(await readDays(ctx, application)),
    place: placeOfAddress(application.address ?? ''),
    ...(await timeLeft(ctx, application)),
    can: await actionsFor(ctx, application, {
      requestState: request?.state ?? null,
      registered: registrations.every((one) => one.filed_at !== null),
      regionReview: rule.region_review,
    }),
  }
}

async function readDays(ctx: Ctx, { organisation_id, org_id, issued_at }: Application) {
  const zone = await timeZoneOf(ctx, organisation_id ?? org_id)
  return { today: dayIn(zone, ctx.now), issued_on: issued_at && dayIn(zone, new Date(issued_at)) }
}

/** What stands in the row as it is shown. */
function factsOf(row: Application) {
  const {
    org_id: _org,
    applicant_id: _applicant,
    reviewer_id: _reviewer,
    request_id: _request,
    ...rest
  } = row
  const { organisation_id: _organisation, document_id: _document, taken_at: _taken, ...shown } = rest
  const { wanted: _wanted, wanted_by: _by, wanted_at: _at, wanted_documents: _documents, ...more } = shown
  const { wanted_before: _before, approvers: _approvers, ...facts } = more
  return facts
}

const peopleOf = (row: Application): string[] =>
  [
    row.applicant_id,
    row.reviewer_id,
    row.proposed_head_id,
    row.wanted_by,
    ...row.staffing.flatMap((line) => line.persons),
  ].filter((id) => id !== null)

async function getNamed({ tx }: Ctx, id: string) {
  return tx
    .selectFrom('kernel.organisation')
    .select(['id', 'name', 'name_en', 'kind', 'life'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** The sheet and the visits, for whoever may see them. */
async function readAssessment(
  ctx: Ctx,
  application: Application,
): Promise<Pick<ApplicationPage, 'review' | 'visits'>> {
  if (!seesReview(ctx, application)) return { review: null, visits: [] }
  const review = await findReview(ctx, application)
  const visits = []
  for (const visit of await readVisits(ctx, application))
    visits.push(await showVisit(ctx, application, visit))
  return { review: review ? await showSheet(ctx, application, review) : null, visits }
}

async function readDocuments(ctx: Ctx, { org_id, id }: Application): Promise<IssuedDocument[]> {
  const { items } = await listIssuedDocuments(ctx, {
    ...{ org_id, subject_type: subjectType, subject_id: id, limit: 100 },
  })
  return items
}

async function timeLeft(ctx: Ctx, { state, org_id, review_due_at }: Application) {
  const calendar = await calendarOf(ctx, org_id)
  const running = review_due_at && (state === 'submitted' || state === 'in_review')
  return {
    working_minutes_left: running ? workingTimeLeft(calendar, ctx.now, new Date(review_due_at)) : null,
    day_minutes: dayMinutes(calendar),
  }
}
