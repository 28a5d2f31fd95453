import { regulation } from '../../../../regulation/load.ts'
import { newId } from '../../db/new-id.ts'
import { invalid, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { getOrganisation } from '../../org/organisation.ts'
import { companyDay } from '../../regulation/company.ts'
import type { IssueSource, Severity } from '../contract.ts'
import { getIssue, linkOf } from '../life/row.ts'
import { openIssue } from '../open.ts'
import { checkHolder } from '../people.ts'
import { checkLink } from './check-link.ts'

export type Creating = {
  org_id: string
  source: IssueSource
  title: string
  description: string
  severity: Severity
  clause: string | null
  responsible_id: string | null
  verifier_id: string | null
  due_on: string | null
  link: string | null
}

/** Throws the refusal for a number that no clause has. */
export function checkClause(clause: string | null): void {
  if (clause !== null && !regulation().clauses.some(({ id }) => id === clause))
    throw invalid('errors.invalid', {}, [
      { path: 'clause', code: 'issues.errors.no_clause', params: { clause } },
    ])
}

/** Somebody writes down what they found; who is to put it right hears of it once notified. */
export async function createIssue(ctx: Ctx, input: Creating) {
  const { org_id, responsible_id, verifier_id, due_on } = input
  const organisation = await getOrganisation(ctx, org_id)
  if (organisation.life === 'closed') throw refused('issues.errors.organisation_closed')
  checkClause(input.clause)
  checkLink(input.link)
  await checkHolder(ctx, { org_id, permission: 'issues.issue.submit', person_id: responsible_id })
  await checkHolder(ctx, { org_id, permission: 'issues.issue.verify', person_id: verifier_id })
  if (responsible_id !== null && responsible_id === verifier_id)
    throw refused('issues.errors.verifier_rectifies')
  if (due_on !== null && due_on < (await companyDay(ctx))) throw refused('issues.errors.due_past')
  const id = newId()
  await openIssue(ctx, {
    ...{ ...input, id, kind: 'issues.kind.written', params: { text: input.title } },
    ...{ subject_type: 'issue', subject_id: id, link: input.link ?? linkOf(id), notify: false },
  })
  const { number, due_on: day, nominal_due_on } = await getIssue(ctx, id)
  return { id, number, due_on: day, nominal_due_on }
}
