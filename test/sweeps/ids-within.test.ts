import { describe, expect, test } from 'vitest'
import { openStage } from '../../db/seed/demo/act-as.ts'
import { seedNetwork } from '../../db/seed/demo/network.ts'
import { planVisit } from '../../src/chapters/establishment/application/visit/contract.ts'
import { startApp } from '../support/app.ts'
import { storyOf, visitDay } from '../support/establishment-story.ts'
import { giveEveryRight, idsOf } from '../support/every-right.ts'
import { type Given, isId, type Operation, operations, send, told } from '../support/operations.ts'
import { type Schema, sample } from '../support/sample.ts'

const app = await startApp()
await seedNetwork(openStage(app.kernel))
await giveEveryRight(app, 'luo.ying', app.org('华南区').id)
const she = app.as('luo.ying')
const story = storyOf(app)
// In her region: one still to be sent in, and one with a visit being planned.
const hers = { by: 'zheng.kai' } as const
const applications = [await story.draft(hers), await story.inReview(hers)]
const visitors = [app.person('he.chuan').id, app.person('sun.yi').id]
await app.as('he.chuan').call(planVisit, {
  params: { id: applications[1]! },
  body: { version: (await story.page(applications[1]!)).version, visited_on: visitDay, visitors },
})
const shanghai = app.org('上海分公司').id
const theirs = [shanghai, app.person('li.wei').id, ...(await idsOf(app, shanghai, 1))]
const own = [...applications, ...(await idsWithin('华南区', '广州分公司'))]
const nobodys = '01900000-0000-7000-8000-00000000dead'
const statuses: number[] = []
const slots = operations.flatMap(slotsOf)

test('ids stand in many places besides the first of an address', () => {
  expect(slots.filter(({ where }) => where === 'path').length).toBeGreaterThan(5)
  expect(slots.filter(({ where }) => where === 'query').length).toBeGreaterThan(20)
  expect(slots.filter(({ where }) => where === 'body').length).toBeGreaterThan(20)
})

describe('behind one’s own record, another branch’s id and one nobody gave are answered alike by', () => {
  test.each(slots.map((slot) => [`${slot.operation.name} ${slot.where} ${slot.name}`, slot] as const))(
    '%s',
    async (_name, { operation, give }) => {
      for (const [first, version] of await ownRecords(operation)) {
        const ask = async (id: string) => {
          const { status, answer } = await told(await send(she, operation, give(id, first, version)))
          // An answer may name the id it was asked with, and nothing more.
          return { status, answer: JSON.stringify(answer).replaceAll(id, 'the id') }
        }
        const unknown = await ask(nobodys)
        expect(unknown.status).toBeLessThan(500)
        statuses.push(unknown.status)
        for (const id of theirs) expect(await ask(id), id).toEqual(unknown)
      }
    },
    60_000,
  )
})

test('half of these got past the shape and to the record asked for, so the sweep means something', () => {
  expect(statuses.filter((status) => [200, 404].includes(status)).length).toBeGreaterThan(slots.length / 2)
})

type Slot = {
  operation: Operation
  where: 'path' | 'query' | 'body'
  name: string
  give: (id: string, first: string, version: number) => Given
}

/** Every place of an operation that holds an id, but for the first of its address. */
function slotsOf(operation: Operation): Slot[] {
  const [first, ...rest] = operation.parameters.filter((one) => one.in === 'path' && isId(one))
  const behind = (mine: string) => (first ? { [first.name]: mine } : {})
  const last = rest.at(-1)
  const inPath: Slot[] = last
    ? [
        {
          ...{ operation, where: 'path', name: last.name },
          give: (id, mine) => ({
            params: { ...behind(mine), ...Object.fromEntries(rest.map(({ name }) => [name, id])) },
          }),
        },
      ]
    : []
  const asText: Record<string, string> = operation.parameters.some(({ name }) => name === 'format')
    ? { format: 'csv' }
    : {}
  const inQuery: Slot[] = operation.parameters
    .filter((one) => one.in === 'query' && placesOf(one.schema).length > 0)
    .map(({ name }) => ({
      ...{ operation, where: 'query', name },
      give: (id, mine) => ({ params: behind(mine), query: { [name]: id, ...asText } }),
    }))
  const inBody: Slot[] = placesOf(operation.body ?? {}).map(({ name, fill }) => ({
    ...{ operation, where: 'body', name },
    give: (id, mine, version) => {
      const body = fill(id) as Record<string, unknown>
      return { params: behind(mine), body: 'version' in body ? { ...body, version } : body }
    },
  }))
  return [...inPath, ...inQuery, ...inBody]
}

type Place = { name: string; fill: (id: string) => unknown }

/** The places of a value that hold an id, each with the smallest value that has one there. */
function placesOf(schema: Schema): Place[] {
  if (schema.format === 'uuid') return [{ name: '', fill: (id) => id }]
  const one = schema.anyOf ?? schema.oneOf
  if (one) return one.flatMap(placesOf)
  if (schema.items)
    return placesOf(schema.items).map(({ name, fill }) => ({ name: `[]${name}`, fill: (id) => [fill(id)] }))
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
    placesOf(inner).map(({ name, fill }) => ({
      name: `.${key}${name}`,
      fill: (id) => ({ ...(sample(schema) as object), [key]: fill(id) }),
    })),
  )
}

/** Two of her own records the operation's address may begin with, and their versions. */
async function ownRecords({ path }: Operation): Promise<[id: string, version: number][]> {
  const [, before] = /^(.*?\{\w+\})/.exec(path) ?? []
  if (!before) return [['', 1]]
  const found: [string, number][] = []
  for (const id of own) {
    const answer = await she.fetch(before.replace(/\{\w+\}/, id))
    if (answer.status !== 200) continue
    const { version } = (await answer.json()) as { version?: number }
    found.push([id, version ?? 1])
    if (found.length === 2) break
  }
  return found.length > 0 ? found : [[own[0]!, 1]]
}

async function idsWithin(...names: Parameters<typeof app.org>[0][]): Promise<string[]> {
  const found: string[] = []
  for (const name of names) found.push(app.org(name).id, ...(await idsOf(app, app.org(name).id)))
  return found
}
