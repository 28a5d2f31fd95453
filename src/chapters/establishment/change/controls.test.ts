import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../test/support/change-story.ts'
import { recordsFollowed } from '../../../../test/support/follow-records.ts'
import { readStanding } from '../../../kernel/controls/contract.ts'
import { changeLife } from '../../../kernel/org/change-life.ts'
import { createOrganisation } from '../../../kernel/org/create.ts'
import { listRequired } from '../registers/required/contract.ts'
import { applyDueChanges } from './apply-due.ts'
import { listChanges } from './list/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
const decided = ['zhou.ting', 'gu.mingyuan'] as const

const countsOf = async (clause: string, org?: string) => {
  const query = { clause, period: '2027', ...(org ? { organisation_id: org } : {}) }
  const { clauses } = await app.as('zhou.ting').call(readStanding, { query })
  return clauses.map(({ met, total }) => `${met}/${total}`)
}

test('changes are counted by hand and by the system alike: notice kept (2.3.1), registry updated in time (2.3.2)', async () => {
  app.clock.set('2026-11-23T02:00:00.000Z')
  const made = async (name: string) =>
    (
      await app.system((ctx) =>
        createOrganisation(ctx, { kind: 'branch', parent_id: app.org('华东区').id, life: 'active', name }),
      )
    ).id
  const [one, other] = [await made('计数一分公司'), await made('计数二分公司')]
  const naming = (name: string) => ({ kind: 'name', proposal: { name, name_en: null } }) as const
  const filing = { by: 'chen.hao' } as const
  // Applied for 39 days ahead: kept. The other 30 days after that, for the very day: not kept.
  await story.agreed({ ...filing, org_id: one, what: naming('计数甲'), effective_on: '2027-01-01' }, [
    ...decided,
  ])
  await license(other, '2026-06-01', 'A')
  app.clock.set('2026-12-31T16:00:00.000Z')
  await applyDueChanges(app.kernel)
  const id = await story.agreed({ ...filing, org_id: other, what: naming('计数乙') }, [...decided])
  expect(await countsOf('2.3.1')).toEqual(['1/2'])
  expect(await countsOf('2.3.1', one)).toEqual(['1/1'])
  // The one holds no licence: done on its day. The other holds one and has thirty days to have it renewed.
  expect(await countsOf('2.3.2')).toEqual(['1/1'])
  app.clock.set('2027-02-05T02:00:00.000Z')
  expect(await countsOf('2.3.2')).toEqual(['1/2'])
  // Each number opens the filings it counts: whole, of an organisation, of a month.
  const both = {
    'establishment.change_notice_kept': '1/2',
    'establishment.registry_current': '1/2',
  }
  const lists = recordsFollowed(app, {
    '/establishment/changes': listChanges.path,
    '/establishment/licences/required': listRequired.path,
  })
  const ofChanges = ({ counted, listed }: Awaited<ReturnType<typeof lists.of>>) => {
    const cut = (all: Record<string, string>) =>
      Object.fromEntries(Object.entries(all).filter(([key]) => key in both))
    return [cut(counted), cut(listed)]
  }
  expect(ofChanges(await lists.of({ clause: '2.3', period: '2027' }))).toEqual([both, both])
  expect(ofChanges(await lists.of({ clause: '2.3', period: '2027-01' }))).toEqual([both, both])
  expect(ofChanges(await lists.of({ clause: '2.3', period: '2026' }))).toEqual([{}, {}])
  const alone = {
    'establishment.change_notice_kept': '0/1',
    'establishment.registry_current': '0/1',
  }
  const own = { clause: '2.3', period: '2027', organisation_id: other }
  expect(ofChanges(await lists.of(own))).toEqual([alone, alone])
  for (const { counted, listed } of await lists.months({ clause: '2.3.2' })) expect(listed).toEqual(counted)
  await license(other, '2027-01-20', 'B')
  expect(await countsOf('2.3.2')).toEqual(['2/2'])
  // A correction is no change: it counts nowhere.
  const is = naming('计数丙')
  const what = { kind: 'correction', proposal: { corrects: id, on: '2027-01-01', is } } as const
  await story.agreed({ ...filing, org_id: other, what }, [...decided])
  expect(await countsOf('2.3.1')).toEqual(['1/2'])
  expect(await countsOf('2.3.2')).toEqual(['2/2'])
})

test('a filing held up past its day counts as late from the day agreed to, whenever it took effect', async () => {
  app.clock.set('2027-03-01T02:00:00.000Z')
  const under = { kind: 'branch', parent_id: app.org('华东区').id, life: 'active' } as const
  const made = (name: string) => app.system((ctx) => createOrganisation(ctx, { ...under, name }))
  const { id: org_id } = await made('计数三分公司')
  const what = { kind: 'name', proposal: { name: '计数丁', name_en: null } } as const
  await story.agreed({ by: 'chen.hao', org_id, what, effective_on: '2027-03-31' }, [...decided])
  const rival = await made('计数丁')
  app.clock.set('2027-03-31T02:00:00.000Z')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 1 })
  app.clock.set('2027-04-02T02:00:00.000Z')
  await app.system((ctx) => changeLife(ctx, { id: rival.id, to: 'closed' }))
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  expect(await countsOf('2.3.2', org_id)).toEqual(['0/1'])
})

async function license(org_id: string, issued_on: string, number: string) {
  await app.owner
    .insertInto('establishment.licence')
    .values({
      ...{
        org_id,
        id: crypto.randomUUID(),
        kind: 'business',
        number,
        issued_by: '市场监督管理局',
        issued_on,
      },
      ...{ created_at: app.clock.now, updated_at: app.clock.now },
    })
    .execute()
}
