import { expect, test } from 'vitest'
import { type DraftState, type Kept, makeAutosave } from './autosave.ts'

/** A server that answers when told to, and takes only what was written over its newest version. */
function slowServer() {
  let version = 1
  let seen = 1
  const saved: string[] = []
  const answers: (() => void)[] = []
  const save = async (text: string): Promise<Kept> => {
    const over = seen
    await new Promise<void>((resolve) => answers.push(resolve))
    if (over !== version) return false
    version += 1
    seen = version
    saved.push(text)
    return true
  }
  const answer = async () => {
    answers.shift()?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { save, saved, answer, waiting: () => answers.length }
}

const states: Partial<DraftState>[] = []
const autosaveOf = (save: (text: string) => Promise<Kept>) =>
  makeAutosave<string>({ save, rest: 60_000, tell: (part) => void states.push(part), now: () => 'now' })

test('leaving while a save is on its way writes the last edit after it, over the version it brought', async () => {
  const server = slowServer()
  const autosave = autosaveOf(server.save)
  autosave.change('first')
  void autosave.flush()
  autosave.change('last')
  const left = autosave.flush()
  expect(server.waiting()).toBe(1)
  await server.answer()
  await server.answer()
  expect(await left).toBe(true)
  expect(server.saved).toEqual(['first', 'last'])
  expect(autosave.isOpen()).toBe(false)
})

test('two who wait for one save both wait for the last values', async () => {
  const server = slowServer()
  const autosave = autosaveOf(server.save)
  autosave.change('first')
  const [one, other] = [autosave.flush(), autosave.flush()]
  autosave.change('last')
  await server.answer()
  await server.answer()
  expect(await Promise.all([one, other])).toEqual([true, true])
  expect(server.saved).toEqual(['first', 'last'])
})

test('a draft kept but for what fits no draft may not be left without asking', async () => {
  const autosave = autosaveOf(async () => 'partly')
  autosave.change('x')
  expect(await autosave.flush()).toBe(true)
  expect(await autosave.secure()).toBe(false)
  expect(states.at(-1)).toEqual({ state: 'partly', saved_at: 'now' })
  autosave.forget()
  expect(await autosave.secure()).toBe(true)
})

test('what could not be kept stays open for the next try', async () => {
  let up = false
  const autosave = autosaveOf(async () => up)
  autosave.change('x')
  expect(await autosave.flush()).toBe(false)
  expect(await autosave.secure()).toBe(false)
  up = true
  expect(await autosave.secure()).toBe(true)
})
