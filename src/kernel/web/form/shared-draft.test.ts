import { expect, test } from 'vitest'
import { CallProblem } from '../call-problem.ts'
import { askAlways, type Clash, type Seen, shareDraft } from './shared-draft.ts'

type Values = Record<string, string>

/** A server that holds one thing, and people who write into it. */
function serverOf(values: Values) {
  let held: Seen<Values> = { version: 1, values }
  const write = async (next: Values, { version }: Seen<Values>) => {
    if (version !== held.version) throw new CallProblem(409, { code: 'errors.stale' })
    held = { version: version + 1, values: { ...held.values, ...next } }
    return held
  }
  return { held: () => held, read: async () => held, write }
}

function writerOf(server: ReturnType<typeof serverOf>, seen = server.held(), kept: Values = seen.values) {
  let mine = kept
  const clashes: Clash<Values>[] = []
  const draft = shareDraft<Values>({
    seen,
    mine: () => mine,
    read: server.read,
    write: server.write,
    merge: askAlways,
    onMerged: (merged) => {
      mine = merged
    },
    onClash: (clash) => void clashes.push(clash),
  })
  return {
    draft,
    clashes,
    mine: () => mine,
    type: (part: Values) => {
      mine = { ...mine, ...part }
    },
  }
}

test('going back from the choice adopts nothing: the next save asks again instead of overwriting', async () => {
  const server = serverOf({ scope: '', name: 'A' })
  const me = writerOf(server)
  await writerOf(server).draft.save()
  const they = writerOf(server)
  they.type({ scope: 'theirs' })
  await they.draft.save()

  me.type({ scope: 'mine' })
  expect(await me.draft.save()).toBe(false)
  // "Back": nothing is chosen, one goes on typing.
  me.type({ name: 'B' })
  expect(await me.draft.save()).toBe(false)
  expect(server.held().values.scope).toBe('theirs')
  expect(me.clashes).toHaveLength(2)
  expect(me.clashes[1]).toMatchObject({ base: { scope: '' }, mine: { scope: 'mine' } })

  me.draft.settle(me.clashes[1]!)
  expect(await me.draft.save()).toBe(true)
  expect(server.held().values).toEqual({ scope: 'mine', name: 'B' })
})

test('what was sent before and never answered has arrived: nobody is asked', async () => {
  const server = serverOf({ scope: '' })
  const me = writerOf(server)
  me.type({ scope: 'mine' })
  await server.write({ scope: 'mine' }, server.held())
  expect(await me.draft.save()).toBe(true)
  expect(me.clashes).toEqual([])
})

test('what was saved elsewhere is followed with its version', () => {
  const server = serverOf({ scope: '' })
  const { draft } = writerOf(server)
  expect(draft.follow({ version: 1, values: { scope: 'old' } })).toBe(false)
  expect(draft.follow({ version: 2, values: { scope: 'new' } })).toBe(true)
  expect(draft.follow({ version: 3, values: { scope: 'new' } })).toBe(false)
  expect(draft.seen().version).toBe(3)
})

test('what made a new version without touching the values is caught up with: the next save meets no conflict', async () => {
  const server = serverOf({ scope: '', name: 'A' })
  const me = writerOf(server)
  const beside = writerOf(server)
  await beside.draft.save()
  me.type({ scope: 'mine' })
  await me.draft.catchUp()
  expect(me.draft.seen().version).toBe(2)

  beside.type({ name: 'B' })
  await beside.draft.save()
  await me.draft.catchUp()
  expect(me.draft.seen().version, 'with other values a version is adopted by nobody unseen').toBe(2)
})
