import { invalid, notFound } from '../../../errors/problem.ts'
import type { Ctx } from '../../../http/context.ts'
import type { ReturnOf } from '../../../http/contract.ts'
import { knowsMessage, translate } from '../../../language/translate.ts'
import { holds } from '../../engine/condition.ts'
import { namesOf } from '../../request/names.ts'
import { type People, readPeople } from '../../request/people.ts'
import { readStored, toApproval } from '../../request/rows.ts'
import { checkVisible } from '../../request/visible.ts'
import { findApprovalSubject, getApprovalSubject, type SubjectField } from '../../subjects.ts'
import type { FieldValue, FieldValues, FlowVersion } from '../contract.ts'
import { getFlowVersion } from '../pages.ts'
import type { TrialStep, tryFlow } from './contract.ts'
import { pathsTaken, walk } from './walk.ts'

type Sample =
  | { of: 'sample'; org_id: string; applicant_id: string; fields: FieldValues }
  | { of: 'request'; request_id: string }
type Matter = { applicant_id: string; fields: FieldValues; people: People }

/** A version tried with a sample, or with the matter of a request there was. Invariant: nothing is written. */
export async function tryFlowVersion(
  ctx: Ctx,
  { id, sample }: { id: string; sample: Sample },
): Promise<ReturnOf<typeof tryFlow>> {
  const version = await getFlowVersion(ctx, id)
  const { applicant_id, fields, people } = await readMatter(ctx, version, sample)
  const flow = version.definition
  const walked = walk({ applicant_id, flow, fields }, people)
  const nameOf = await namesOf(ctx, [
    applicant_id,
    ...walked.flatMap(({ signers, passed_over }) =>
      [...signers, ...passed_over].map(({ person_id }) => person_id),
    ),
  ])
  const ruleOf = (person: string) => {
    const rule = people.barred.get(person)
    return rule && knowsMessage(rule) ? translate(ctx.language, rule) : null
  }
  return {
    applies: holds(flow.applies_when, fields),
    paths: pathsTaken(flow, fields),
    applicant: nameOf(applicant_id),
    steps: walked.map(({ step, signers, passed_over, ...rest }) => ({
      ...rest,
      key: step.key,
      people: signers.map(({ person_id, origin, group, weight, reason }) => ({
        person: nameOf(person_id),
        ...{ origin: origin as TrialStep['people'][number]['origin'], group, weight },
        same_person: reason === 'same_person',
      })),
      passed_over: passed_over.map(({ person_id, why }) => ({
        ...{ person: nameOf(person_id), why },
        rule: why === 'barred' ? ruleOf(person_id) : null,
      })),
    })),
  }
}

/** Whatever is tried must be within the reader's own sight: the organisation, or the request. */
async function readMatter(ctx: Ctx, version: FlowVersion, sample: Sample): Promise<Matter> {
  if (sample.of === 'request') {
    const stored = await readStored(ctx, sample.request_id, { lock: false })
    await checkVisible(ctx, stored)
    const { row } = stored
    if (row.subject_type !== version.subject_type) throw notFound()
    const { barred } = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
    const people = await readPeople(ctx, { org_id: row.org_id, barred })
    const { applicant_id, fields } = toApproval(stored)
    return { applicant_id, fields, people }
  }
  const { org_id, applicant_id, fields } = sample
  if (!ctx.may('approvals.flow.read', org_id)) throw notFound()
  checkFields(findApprovalSubject(version.subject_type)?.fields ?? {}, fields)
  const person = ctx.tx.selectFrom('kernel.person').select('id').where('id', '=', applicant_id)
  if (!(await person.executeTakeFirst())) throw notFound()
  return { applicant_id, fields, people: await readPeople(ctx, { org_id }) }
}

/** A sample holds what such a matter would: known fields, each of its type, or empty. */
function checkFields(known: Record<string, SubjectField>, fields: FieldValues): void {
  const faults = Object.entries(fields).flatMap(([name, value]) => {
    const field = Object.hasOwn(known, name) ? known[name] : undefined
    if (field && fits(field, value)) return []
    const code = field ? 'approvals.errors.sample_does_not_fit' : 'approvals.errors.sample_unknown_field'
    return [{ path: `fields.${name}`, code, params: { field: name } }]
  })
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}

function fits({ type, options }: SubjectField, value: FieldValue): boolean {
  if (value === null) return true
  if (type === 'number' || type === 'boolean') return typeof value === type
  if (typeof value !== 'string') return false
  if (type === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(value)
  return type !== 'choice' || !options || Object.hasOwn(options, value)
}
