import { expect, test } from 'vitest'
import { makeWords } from './contract.ts'

const tables = {
  'zh-CN': {
    a_other: '共 {{count, number}} 件',
    b: '请补充：{{names, list}}',
    c: '{{amount, money}} 于 {{on, date}} 到账',
  },
  en: {
    a_one: '{{count, number}} case',
    a_other: '{{count, number}} cases',
    b: 'Add: {{names, list}}',
    c: '{{amount, money}} on {{on, date}}',
  },
}
const strict = makeWords(tables, true)
const zh = strict.getFixedT('zh-CN')
const en = strict.getFixedT('en')

test('plurals follow the language', () => {
  expect([en('a', { count: 1 }), en('a', { count: 1200 }), zh('a', { count: 1 })]).toEqual([
    '1 case',
    '1,200 cases',
    '共 1 件',
  ])
})

test('placeholders may name a format', () => {
  expect([zh('b', { names: ['x', 'y'] }), en('b', { names: ['x', 'y'] })]).toEqual([
    '请补充：x、y',
    'Add: x and y',
  ])
  const params = { amount: { minor: 8431000, currency: 'CNY' }, on: '2026-03-01' }
  expect([zh('c', params), en('c', params)]).toEqual([
    '¥84,310.00 于 2026年3月1日 到账',
    '¥84,310.00 on 1 March 2026',
  ])
})

test('values are shown as they are, and never read as messages', () => {
  expect(en('b', { names: ['<b>&</b>', '$t(a)', '{{x}}'] })).toBe('Add: <b>&</b>, $t(a) and {{x}}')
})

test('an unknown key and a forgotten value throw while developing, and do no harm in production', () => {
  expect(() => en('none')).toThrow('No message has the key none')
  expect(() => en('a')).toThrow('{{count}} was not given')
  expect(() => en('b')).toThrow('No value for')
  const lenient = makeWords(tables, false).getFixedT('en')
  expect([lenient('none'), lenient('b')]).toEqual(['none', 'Add: '])
})
