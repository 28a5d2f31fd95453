import { describe, expect, test } from 'vitest'
import { readDate } from './check-date.ts'
import { readPhone } from './check-phone.ts'
import { readPoint } from './check-point.ts'
import { readPostcode } from './check-postcode.ts'
import { readTimeZone } from './check-time-zone.ts'
import { cleanText } from './clean-text.ts'
import { closedWord } from './closed-word.ts'
import { kilometresTo, provinceOfPoint } from './province-of-point.ts'

describe('a telephone number', () => {
  test.each([
    ['021-58880001', '31', '021-58880001', 'same'],
    ['0512-6288 0004', '32', '0512-62880004', 'rewritten'],
    ['（0755）61825861', '44', '0755-61825861', 'rewritten'],
    ['+86 512-5828081', '32', '0512-5828081', 'rewritten'],
    ['00551-68136069', '34', '0551-68136069', 'rewritten'],
    ['1085197361', '11', '010-85197361', 'rewritten'],
    ['75583217677', '44', '0755-83217677', 'rewritten'],
    ['50482915', '31', '021-50482915', 'rewritten'],
    ['13800138000', '44', '13800138000', 'same'],
    ['4008208820', '31', '400-820-8820', 'rewritten'],
    ['29783933', '81', '+852 2978 3933', 'rewritten'],
    ['(853)28723613', '82', '+853 2872 3613', 'rewritten'],
    ['021-58880001转8008', '31', '021-58880001 ext. 8008', 'rewritten'],
  ])('%s in %s is %s', (written, province, phone, how) =>
    expect(readPhone(written, province)).toEqual({ phone, how }),
  )

  test.each([
    ['01-62713050', '31'],
    ['0731-843031361', '43'],
    ['9788900', '82'],
    ['84303136', '43'],
    ['n/a', '31'],
  ])('%s in %s is none', (written, province) => expect(readPhone(written, province)).toBeUndefined())
})

describe('a postcode', () => {
  test.each([
    ['200120', '31', { how: 'same', postcode: '200120' }],
    ['\u3000200085', '31', { how: 'same', postcode: '200085' }],
    ['50000', '13', { how: 'zero_restored', postcode: '050000' }],
    ['21500', '32', { how: 'unreadable' }],
    ['101', '42', { how: 'unreadable' }],
    ['1000078', '11', { how: 'unreadable' }],
    ['100091', '12', { how: 'elsewhere', postcode: '100091', belongs: '11' }],
    ['0', '81', { how: 'not_used' }],
    ['999999', '31', { how: 'unreadable' }],
  ])('%s in %s', (written, province, reading) => expect(readPostcode(written, province)).toEqual(reading))
})

describe('a time zone', () => {
  test.each([
    ['Asia/Shanghai', 'Asia/Shanghai', 'same'],
    ['GMT+08:00 Asia/Beijing', 'Asia/Shanghai', 'rewritten'],
    ['GMT+08:00 Asia/Macau', 'Asia/Macau', 'rewritten'],
    ['北京時間', 'Asia/Shanghai', 'rewritten'],
    ['UTC+8', 'Asia/Shanghai', 'rewritten'],
    ['(UTC+01:00) Europe/Berlin', 'Europe/Berlin', 'rewritten'],
  ])('%s', (written, zone, how) => expect(readTimeZone(written)).toEqual({ zone, how }))
  test('an unknown one is none', () => expect(readTimeZone('Mars/Base')).toBeUndefined())
})

describe('a point on the map', () => {
  const read = (longitude: string, latitude: string, province?: string) =>
    readPoint({ longitude, latitude, province })
  test('inside its province', () => expect(read('121.47', '31.23', '31').how).toBe('inside'))
  test('with degree signs and sides', () => expect(read('E121.47', '31.23°N', '31').how).toBe('inside'))
  test('swapped', () =>
    expect(read('30.5', '114.4', '42')).toEqual({ how: 'swapped', longitude: 114.4, latitude: 30.5 }))
  test('in another province', () =>
    expect(read('113.26', '23.13', '61')).toMatchObject({ how: 'elsewhere', found: '44' }))
  test('outside the country', () => expect(read('2.33', '48.87', '33').how).toBe('outside'))
  test('half, zero or words', () => {
    expect([read('121.47', '').how, read('0', '0').how, read('east', '31').how, read(' ', '').how]).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
      'none',
    ])
  })

  test.each([
    ['11', 116.4, 39.9],
    ['12', 117.19, 39.13],
    ['13', 114.5, 38.04],
    ['31', 121.47, 31.23],
    ['44', 114.06, 22.54],
    ['46', 110.33, 20.03],
    ['71', 121.5, 25.04],
    ['81', 114.17, 22.3],
    ['82', 113.55, 22.19],
    ['54', 91.1, 29.65],
    ['65', 87.6, 43.8],
  ])('the capital of %s lies in it', (code, x, y) => {
    expect(kilometresTo(code, x, y)).toBeLessThan(10)
    expect(provinceOfPoint(x, y)).toBe(code)
  })
})

describe('a day', () => {
  test.each([
    ['2019-3-5', '2019-03-05'],
    ['2019/03/05', '2019-03-05'],
    ['2019年3月5日', '2019-03-05'],
    ['20190305', '2019-03-05'],
    ['2019-03-05 00:00:00', '2019-03-05'],
    ['45000', '2023-03-15'],
    ['2019-02-30', undefined],
    ['soon', undefined],
  ])('%s is %s', (written, day) => expect(readDate(written)).toBe(day))
})

describe('a cell is cleaned', () => {
  test.each([
    ['plain text', 'plain text', []],
    [' a\u00a0\u3000b\tc ', 'a b c', ['spaces_cleaned']],
    ['姑苏区, "观前街5号 "', '姑苏区, 观前街5号', ['quotes_cleaned']],
    [', 江燕路1号、', '江燕路1号', ['punctuation_cleaned']],
    ['渝中区 `, 2层,, 3号', '渝中区, 2层, 3号', ['punctuation_cleaned']],
    ['Tower-', 'Tower', ['punctuation_cleaned']],
    ['Hong Kong, N.T.', 'Hong Kong, N.T.', []],
    ['King\u0092s Road', 'King’s Road', ['controls_removed']],
    ['上\u200b城', '上城', ['controls_removed']],
    ['D¿Aguilar', 'D¿Aguilar', ['text_damaged']],
    ['=1+1', '=1+1', ['formula_as_text']],
    ['“东方”大厦', '“东方”大厦', []],
  ])('%j', (written, text, faults) => expect(cleanText(written)).toEqual({ text, faults }))
})

test('a name may say that the outlet is closed', () => {
  expect(
    ['Gala Place (Dead)', 'Ocean Centre 4/F (Closed)', 'IFC - Relocation', '城南服务点（已停業）'].map(
      closedWord,
    ),
  ).toEqual(['Dead', 'Closed', 'Relocation', '已停业'])
  expect(['Closed Loop Store', 'Deadwood Hall', '关闭山服务点'].map(closedWord)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
