import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { openStage } from '../../db/seed/demo/act-as.ts'
import { seedNetwork } from '../../db/seed/demo/network.ts'
import { startApp } from '../support/app.ts'
import { giveEveryRight, idsOf } from '../support/every-right.ts'
import { isId, type Operation, operations, send, told } from '../support/operations.ts'

const inPath = (operation: Operation) => operation.parameters.filter((one) => one.in === 'path' && isId(one))
const addressed = operations.filter((operation) => inPath(operation).length > 0)

const app = await startApp()
await seedNetwork(openStage(app.kernel))
await giveEveryRight(app, 'luo.ying', app.org('华南区').id)
const shanghai = app.org('上海分公司').id
const theirs = [shanghai, app.person('li.wei').id, ...(await idsOf(app, shanghai))]
/** They work in another region: one with a head's rights, one with every right there is. */
const strangers: CastUser[] = ['zheng.kai', 'luo.ying']
const nobodys = '01900000-0000-7000-8000-00000000dead'

test('Shanghai has records of many kinds to guess at', () => {
  expect(theirs.length).toBeGreaterThan(10)
  expect(addressed.length).toBeGreaterThan(30)
})

describe('another branch’s id and an id nobody gave are answered alike by', () => {
  test.each(addressed.map((one) => [one.name, one] as const))(
    '%s',
    async (_name, operation) => {
      for (const user of strangers) {
        const unknown = await ask(user, operation, nobodys)
        if (unknown.status === 403) continue
        const answers = await Promise.all(theirs.map((id) => ask(user, operation, id)))
        for (const [at, answer] of answers.entries()) expect(answer, theirs[at]).toEqual(unknown)
      }
    },
    60_000,
  )
})

test('each of these operations is open to somebody in another region, so the sweep means something', async () => {
  const closed = await Promise.all(
    addressed.map(async (operation) => {
      const { status } = await ask('luo.ying', operation, nobodys)
      return status === 404 ? [] : [`${operation.name} ${status}`]
    }),
  )
  expect(closed.flat()).toEqual([
    // A made-up body breaks a rule between two of its fields, before anything is looked for.
    'calendar.calendar.edit 400',
    'calendar.calendar.add_day 400',
    // Counts within one's own reach: none, whoever the id is.
    'tasks.task.count_of 200',
    // A made-up address is no address.
    'webhooks.webhook.update 400',
  ])
})

test('what is no id at all is refused as such, never a fault of the server', async () => {
  const wrong = ['x', '\0', '../../etc/passwd', '😀', `${nobodys}0`, "' or 1=1 --", '9'.repeat(390), '{}']
  for (const operation of addressed) {
    const answers = await Promise.all(wrong.map((id) => ask('luo.ying', operation, id)))
    for (const [at, { status, answer }] of answers.entries())
      expect([status, answer], `${operation.name} ${wrong[at]}`).toEqual([
        400,
        expect.objectContaining({ code: 'errors.invalid' }),
      ])
  }
}, 60_000)

async function ask(user: CastUser, operation: Operation, id: string) {
  const params = Object.fromEntries(inPath(operation).map(({ name }) => [name, id]))
  return told(await send(app.as(user), operation, { params }))
}
