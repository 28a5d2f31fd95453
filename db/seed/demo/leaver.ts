import { createAccount } from '../../../src/kernel/administration/account/create.ts'
import { disableAccount } from '../../../src/kernel/administration/account/disable.ts'
import { grantRole } from '../../../src/kernel/administration/assignment/grant.ts'
import type { Ctx } from '../../../src/kernel/http/context.ts'
import { createIssue } from '../../../src/kernel/issues/acts/create.ts'
import { notifyIssue } from '../../../src/kernel/issues/acts/direct.ts'
import { getIssue } from '../../../src/kernel/issues/life/row.ts'
import { endAssignment } from '../../../src/kernel/people/end.ts'
import { castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { momentsOf } from './moments.ts'

/**
 * Somebody of Hangzhou who answered for the branch while its head was away leaves the company: the account is shut, and
 * what waited there goes to the region.
 */
export async function seedLeaver(
  stage: Stage,
  { org_id, today }: { org_id: string; today: Date },
): Promise<void> {
  const at = momentsOf(today)
  const { person_id, assignment } = await stage.read('shen.jing', at(80, 9), (ctx) => findDeputy(ctx, org_id))
  await stage.as('shen.jing', at(80, 10), (ctx) =>
    grantRole(ctx, {
      ...{ person_id, role_key: 'head', organisation_id: org_id, with_subtree: false },
      ...{ starts_on: at(80, 12).slice(0, 10), ends_on: at(-100, 12).slice(0, 10) },
      note: '负责人产假期间代行职责。',
    }),
  )
  const { id: account_id } = await stage.as('shen.jing', at(80, 10.2), (ctx) =>
    createAccount(ctx, { person_id, email: 'hangzhou.deputy@hengyuan.example' }),
  )
  const { id } = await stage.as('he.chuan', at(21, 10), (ctx) =>
    createIssue(ctx, {
      ...{ org_id, source: 'inspection', severity: 'minor', clause: null, link: null },
      title: '来访登记未注明离开时间',
      description: '抽查十月来访登记三十笔，九笔没有离开时间。',
      ...{ responsible_id: person_id, verifier_id: castId('he.chuan') },
      due_on: at(-9, 12).slice(0, 10),
    }),
  )
  await stage.as('he.chuan', at(21, 11), async (ctx) => {
    const { version } = await getIssue(ctx, id)
    await notifyIssue(ctx, { id, version })
  })
  await stage.as('shen.jing', at(13, 16), (ctx) =>
    disableAccount(ctx, {
      ...{ id: account_id, to_person_id: castId('chen.hao') },
      note: '离职，未办事项转华东区负责人。',
    }),
  )
  await stage.as('xu.wen', at(13, 17), (ctx) =>
    endAssignment(ctx, {
      ...{ person_id, ...assignment },
      ends_on: at(12, 12).slice(0, 10),
      note: '个人原因离职。',
    }),
  )
}

/** Whoever supervises the business there, by their employment. */
async function findDeputy({ tx }: Ctx, org_id: string) {
  const { person_id, id, version } = await tx
    .selectFrom('kernel.assignment')
    .select(['person_id', 'id', 'version'])
    .where('org_id', '=', org_id)
    .where('kind', '=', 'employment')
    .where('post', '=', '业务主管')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  return { person_id, assignment: { id, version } }
}
