import { expect, test } from 'vitest'
import { balance } from './balance.ts'
import { chineseNumeral } from './blocks.ts'
import { widthInEms } from './measures.ts'

test('a title that fits stays one line', () => {
  expect(balance('关于同意设立上海分公司的批复', 20)).toEqual(['关于同意设立上海分公司的批复'])
})

test('lines are about equally wide, break between words and never begin with a closing mark', () => {
  expect(balance('关于同意设立衡远服务集团上海浦东分公司的批复', 20)).toEqual([
    '关于同意设立衡远服务集团',
    '上海浦东分公司的批复',
  ])
  const lines = balance('关于《服务机构管理办法》、《印章管理办法》、《档案管理办法》若干问题的通知', 20)
  expect(lines.length).toBe(2)
  for (const line of lines) expect(line).not.toMatch(/^[》、]/)
})

test('what is written in lines stays in lines', () => {
  expect(balance('甲\n乙', 20)).toEqual(['甲', '乙'])
})

test('a word wider than the line stands alone', () => {
  const lines = balance(`关于${'x'.repeat(60)}的批复`, 20)
  expect(lines.join('')).toBe(`关于${'x'.repeat(60)}的批复`)
})

test('letters are narrower than characters', () => {
  expect(widthInEms('衡远')).toBe(2)
  expect(widthInEms('ab')).toBeCloseTo(1.1)
})

test('Chinese numerals up to ninety-nine', () => {
  const digits = '零一二三四五六七八九十'
  expect([1, 9, 10, 11, 20, 21, 99].map((n) => chineseNumeral(n, digits))).toEqual([
    '一',
    '九',
    '十',
    '十一',
    '二十',
    '二十一',
    '九十九',
  ])
})
