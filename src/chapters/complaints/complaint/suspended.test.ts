import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { changeLife } from '../../../kernel/org/change-life.ts'
import { listTasks } from '../../../kernel/tasks/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)

test('a complaint about an organisation that is suspended arrives, and headquarters gives it to somebody', async () => {
  const asked = async (id: string) => {
    const users: CastUser[] = ['zhou.ting', 'he.chuan', 'chen.hao', 'li.wei', 'wang.lei']
    const found = await Promise.all(
      users.map(async (user) =>
        (await app.as(user).call(listTasks)).items.some((one) => one.subject_id === id) ? [user] : [],
      ),
    )
    return found.flat()
  }
  expect(await asked((await story.entered()).id)).toEqual(['chen.hao'])
  await app.system((ctx) => changeLife(ctx, { id: app.org('上海分公司').id, to: 'suspended' }))
  expect(await asked((await story.entered()).id)).toEqual(['zhou.ting', 'he.chuan'])
  await app.owner
    .updateTable('kernel.role_assignment')
    .set({ ends_on: '2026-03-01' })
    .where('person_id', 'in', [app.person('zhou.ting').id, app.person('he.chuan').id])
    .execute()
  expect(await asked((await story.entered()).id)).toEqual(['chen.hao'])
})
