import { expect, test } from 'vitest'
import { makeTurns } from './turns.ts'

/** Work that ends when it is told to. */
function held(log: string[], name: string) {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const work = async () => {
    log.push(`${name} begins`)
    await ended
    log.push(`${name} ends`)
    return name
  }
  return { work, end: () => end() }
}

test('a save begins when the photo on its way has arrived, one that failed included', async () => {
  const log: string[] = []
  const turns = makeTurns()
  const photo = held(log, 'photo')
  const sent = turns(photo.work)
  const failed = expect(turns(() => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
  const saved = turns(async () => log.push('save'))
  await Promise.resolve()
  photo.end()
  await Promise.all([sent, failed, saved])
  expect(log).toEqual(['photo begins', 'photo ends', 'save'])
})

test('a photo that never arrives holds a save up no longer than its patience', async () => {
  const log: string[] = []
  const turns = makeTurns(20)
  const photo = held(log, 'photo')
  const sent = turns(photo.work)
  await turns(async () => log.push('save'))
  expect(log).toEqual(['photo begins', 'save'])
  photo.end()
  expect(await sent).toBe('photo')
})
