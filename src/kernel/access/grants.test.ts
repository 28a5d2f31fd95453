import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { Rights } from './grants.ts'

const app = await startApp()
const [hq, east, south] = [app.org('衡远服务集团').id, app.org('华东区').id, app.org('华南区').id]
const leads = (organisation_id: string) => [{ role_key: 'region_lead', organisation_id, with_subtree: true }]

async function readEpochs() {
  const rows = await app.owner.selectFrom('kernel.epoch').selectAll().execute()
  const { access, organisations } = Object.fromEntries(rows.map(({ name, value }) => [name, Number(value)]))
  return { access: access!, organisations: organisations! }
}

async function found(name: string): Promise<string> {
  const id = newId()
  const path = [hq, east, id]
  const row = { id, kind: 'branch', code: `HD-${name}`, name, parent_id: east, path, life: 'active' }
  await app.owner
    .insertInto('kernel.organisation')
    .values({ ...row, started_on: '2026-11-23' })
    .execute()
  return id
}

/** The database, with the answer to the nth question kept back until it is let go. */
function slow(nth: number) {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  let asked = 0
  const db = app.kernel.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (++asked !== nth) return result
      reached.resolve()
      await gate.promise
      return result
    },
  })
  return { db, reached: reached.promise, release: gate.resolve }
}

test('what a slow request read of the tree is not remembered for those that come after a change of it', async () => {
  const rights = new Rights()
  const before = await readEpochs()
  const { db, reached, release } = slow(3)
  const late = rights.of(db, { epochs: before, grants: leads(east) })
  await reached
  const nanjing = await found('南京分公司')
  const after = await readEpochs()
  expect(after.organisations).toBeGreaterThan(before.organisations)
  await rights.of(app.kernel.db, { epochs: after, grants: leads(south) })
  release()
  await late
  const { ids } = (await rights.of(app.kernel.db, { epochs: after, grants: leads(east) })).reachOf()
  expect(ids).toContain(nanjing)
})

test('a request keeps the whole reach it began with while the tree changes', async () => {
  const rights = new Rights()
  const held = await rights.of(app.kernel.db, { epochs: await readEpochs(), grants: leads(east) })
  const { ids } = held.reachOf()
  expect(ids.length).toBeGreaterThan(2)
  await found('杭州分公司')
  await rights.of(app.kernel.db, { epochs: await readEpochs(), grants: leads(south) })
  expect(held.reachOf('people.person.read').ids).toEqual(ids)
})
