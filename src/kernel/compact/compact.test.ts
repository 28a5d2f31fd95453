import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { Groups } from './groups.ts'
import { Floats, Integers } from './numbers.ts'
import { openNameless, Records } from './records.ts'
import { Pairs, Texts } from './texts.ts'

test('records are found by their number while they are written, long ones and those in several pieces too', () => {
  const records = new Records<string>(openNameless(tmpdir()))
  const textAt = (at: number) => (at % 1000 === 7 ? '长'.repeat(300_000) : `第${at}\n"条"`)
  for (let at = 0; at < 4000; at += 1) {
    records.push(textAt(at))
    if (at % 500 === 0) expect(records.at(at)).toBe(textAt(at))
  }
  for (const at of [3999, 0, 7, 8, 1007, 6, 3998]) expect(records.at(at)).toBe(textAt(at))
  expect([...records].every((value, at) => value === textAt(at))).toBe(true)
  expect([records.find(4000), records.find(-1), records.find(0.5)]).toEqual([undefined, undefined, undefined])
  expect(() => records.at(4000)).toThrow('there is no record 4000')
  records.close()
})

test('texts and pairs have one number each, however many there are; halves of a pair are no text of their own', () => {
  const texts = new Texts()
  const numbers = Array.from({ length: 5000 }, (_, at) => texts.of(`文本${at}`))
  expect(numbers).toEqual(Array.from({ length: 5000 }, (_, at) => at + 1))
  expect([texts.of('文本0'), texts.of(''), texts.of(undefined), texts.count]).toEqual([1, 0, 0, 5000])
  expect(texts.of('\ud800')).not.toBe(texts.of('\ud801'))
  const pairs = new Pairs()
  expect([pairs.of(1, 2), pairs.of(2, 1), pairs.of(-1, 4_000_000_000), pairs.of(1, 2)]).toEqual([1, 2, 3, 1])
  expect(pairs.of(-1, 4_000_000_000)).toBe(3)
})

test('columns are 0 until set, at any place; groups have their members in order', () => {
  const [whole, broken] = [new Integers(), new Floats()]
  whole.set(70_000, -5)
  broken.set(20_000, 0.5)
  expect([whole.at(70_000), whole.at(3), whole.at(1e6), broken.at(20_000)]).toEqual([-5, 0, 0, 0.5])
  const numbers = [3, 0, 1, 3, 1, 0, 3]
  const groups = new Groups(numbers.length, 4, (place) => numbers[place]!)
  expect([...groups].map((group) => [...group])).toEqual([
    [2, 4],
    [0, 3, 6],
  ])
  expect([0, 1, 4, 9].map((number) => [...groups.of(number)])).toEqual([[], [2, 4], [], []])
})
