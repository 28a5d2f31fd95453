import { expect, test } from 'vitest'
import { queryOf, vectorOf, wordsOf } from './words.ts'

const words = (text: string) => wordsOf(text).map(({ word }) => word)

test('Chinese becomes overlapping pairs, the last character included', () => {
  expect(words('上海分公司')).toEqual(['上海', '海分', '分公', '公司', '司'])
  expect(words('沪')).toEqual(['沪'])
})

test('Latin words, numbers and full-width letters become plain words', () => {
  expect(words('HD-SH ２０２６年Ｑ４')).toEqual(['hd', 'sh', '2026', '年', 'q4'])
})

test('any two characters, a beginning of a word, and a single character can be asked for', () => {
  expect(queryOf('海分')).toBe("'海分'")
  expect(queryOf('分公司')).toBe("'分公' & '公司'")
  expect(queryOf('司')).toBe("'司':*")
  expect(queryOf('shang hd')).toBe("'shang':* & 'hd':*")
  expect(queryOf('TS-2026-0001')).toBe("'ts' & '2026' & '0001':*")
  expect(queryOf(`  '&|!():* `)).toBeUndefined()
})

test('words are found in either script, whichever they are typed in', () => {
  expect(queryOf('發票')).toBe("('發票' | '发票' | '髮票')")
  expect(queryOf('发票')).toBe("('发票' | '發票' | '髮票')")
  expect(queryOf('社')).toBe("'社':*")
  expect(queryOf('云')).toBe("('云':* | '雲':*)")
})

test('a number is found by its last figures, without the zeros before them', () => {
  expect(queryOf('218')).toBe("('218':* | '0218' | '000218')")
  expect(queryOf('ts 12345')).toBe("'ts' & ('12345':* | '012345')")
  expect(queryOf('0218')).toBe("'0218':*")
})

test('a long text keeps its words within what PostgreSQL takes', () => {
  const vector = vectorOf([
    { text: '上海', weight: 'A' },
    { text: '海上生明月'.repeat(5000), weight: 'D' },
  ])
  expect(vector.length).toBeLessThan(100_000)
  expect(vector).toContain("'上海':1A")
})
