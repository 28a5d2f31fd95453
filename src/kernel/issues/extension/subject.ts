import { registerApprovalSubject } from '../../approvals/subjects.ts'
import { daysBetween } from '../../calendar/working-days.ts'
import type { Ctx } from '../../http/context.ts'
import { organisationKinds } from '../../org/contract.ts'
import { severities } from '../contract.ts'
import { getIssue, linkOf } from '../life/row.ts'
import { decided } from './decided.ts'
import { extensionType, getExtension } from './row.ts'

/** Later due days go to approval under this name: what flows may compare, what is agreed to. */
export function registerExtensionApproval(): void {
  registerApprovalSubject({
    type: extensionType,
    title: 'issues.extension.title',
    read_permission: 'issues.issue.read',
    fields: {
      severity: {
        type: 'choice',
        title: 'issues.page.severity_head',
        options: wordsOf(severities, 'issues.page.severity'),
      },
      position: { type: 'number', title: 'issues.extension.position' },
      days: { type: 'number', title: 'issues.extension.days' },
      until_on: { type: 'day', title: 'issues.extension.until' },
      reason: { type: 'text', title: 'issues.extension.reason' },
      organisation: {
        type: 'choice',
        title: 'issues.extension.organisation',
        options: wordsOf(organisationKinds, 'web.org_kind'),
      },
    },
    load: async (ctx, id) => {
      const extension = await getExtension(ctx, id)
      const { org_id, issue_id, position, from_on, until_on, reason, version } = extension
      const issue = await getIssue(ctx, issue_id)
      return {
        ...{ org_id, number: issue.number, title: issue.title, link: linkOf(issue_id), version },
        data: { issue: issue.number, position, from_on, until_on, reason },
        fields: {
          ...{ severity: issue.severity, position, until_on, reason },
          ...{ days: daysBetween(from_on, until_on), organisation: await readKind(ctx, org_id) },
        },
        barred: issue.responsible_id ? { [issue.responsible_id]: 'issues.rules.rectifier' } : {},
      }
    },
    decided,
  })
}

/** Values with the keys of their names. */
const wordsOf = (values: readonly string[], prefix: string) =>
  Object.fromEntries(values.map((value) => [value, `${prefix}.${value}`]))

async function readKind({ tx }: Ctx, org_id: string): Promise<string> {
  const { kind } = await tx
    .selectFrom('kernel.organisation')
    .select('kind')
    .where('id', '=', org_id)
    .executeTakeFirstOrThrow()
  return kind
}
