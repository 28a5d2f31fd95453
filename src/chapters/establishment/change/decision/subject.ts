import { registerApprovalSubject } from '../../../../kernel/approvals/subjects.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { organisationKinds } from '../../../../kernel/org/contract.ts'
import { findOutgoing } from '../hand-over/draw-up.ts'
import { changeKinds, type Proposal } from '../kinds/contract.ts'
import { readStretch } from '../kinds/stretch.ts'
import { type Change, getChange, linkOf, subjectType } from '../life/row.ts'
import { readPaperHashes } from '../papers.ts'
import { changeApplicant } from './change-applicant.ts'
import { decided } from './decided.ts'

/** Filings of change go to approval under this name: what flows may compare, what is agreed to. */
export function registerChangeApproval(): void {
  registerApprovalSubject({
    type: subjectType,
    title: 'establishment.change.approval.title',
    read_permission: 'establishment.change.read',
    fields: {
      kind: {
        type: 'choice',
        title: 'establishment.change.approval.kind',
        options: wordsOf(changeKinds, 'establishment.change.kind'),
      },
      effective_on: { type: 'day', title: 'establishment.change.approval.effective_on' },
      reason: { type: 'text', title: 'establishment.change.approval.reason' },
      organisation: {
        type: 'choice',
        title: 'establishment.change.approval.organisation',
        options: wordsOf(organisationKinds, 'web.org_kind'),
      },
      filed_by: {
        type: 'choice',
        title: 'establishment.change.approval.filed_by',
        options: wordsOf(organisationKinds, 'web.org_kind'),
      },
    },
    load: async (ctx, id) => {
      const change = await getChange(ctx, id)
      const { org_id, number, version, kind, effective_on, reason, plan, proposal } = change
      const { name, kind: organisation } = await readOrganisation(ctx, org_id)
      return {
        ...{ org_id, number, version, title: name, link: linkOf(id) },
        data: { kind, effective_on, reason, plan, proposal, ...(await readPaperHashes(ctx, change)) },
        fields: { kind, effective_on, reason, organisation, filed_by: await readHome(ctx, change) },
        barred: await barredFrom(ctx, change),
      }
    },
    changeApplicant: async (ctx, { subject_id, to_person_id }) =>
      changeApplicant(ctx, { id: subject_id, to_person_id }),
    decided,
  })
}

/** Neither who leaves the post nor who takes it decides on the change of head, nor on its correction. */
async function barredFrom(ctx: Ctx, change: Change): Promise<Record<string, string>> {
  if (change.kind === 'correction') {
    const { corrects, is } = change.proposal as Proposal<'correction'>
    if (is.kind !== 'head') return {}
    const { stands } = await readStretch(ctx, change, corrects)
    return {
      [String(stands.values.head_id)]: 'establishment.outgoing_head',
      [is.proposal.head_id]: 'establishment.incoming_head',
    }
  }
  const outgoing = await findOutgoing(ctx, change)
  if (change.kind !== 'head') return {}
  const { head_id } = change.proposal as Proposal<'head'>
  return {
    ...(outgoing ? { [outgoing]: 'establishment.outgoing_head' } : {}),
    [head_id]: 'establishment.incoming_head',
  }
}

/** Values with the keys of their names. */
const wordsOf = (values: readonly string[], prefix: string) =>
  Object.fromEntries(values.map((value) => [value, `${prefix}.${value}`]))

async function readOrganisation({ tx }: Ctx, id: string) {
  return tx
    .selectFrom('kernel.organisation')
    .select(['name', 'kind'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** The kind of the organisation the applicant belongs to: who is above them looks first. */
async function readHome({ tx }: Ctx, { applicant_id }: Change): Promise<string> {
  const { kind } = await tx
    .selectFrom('kernel.person as p')
    .innerJoin('kernel.organisation as o', 'o.id', 'p.home_org_id')
    .select('o.kind')
    .where('p.id', '=', applicant_id)
    .executeTakeFirstOrThrow()
  return kind
}
