import { describe, expect, test } from 'vitest'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { findCity, findElsewhere } from './find-city.ts'
import { findInText, provinceInText } from './find-in-text.ts'
import { findProvince } from './find-province.ts'

describe('a province is read', () => {
  test.each([
    ['31', '31', 'code'],
    ['310000', '31', 'code'],
    ['CN-44', '44', 'code'],
    ['91', '81', 'old_code'],
    ['CN-92', '82', 'old_code'],
    ['江苏', '32', 'name'],
    ['江蘇省', '32', 'name'],
    ['内蒙古', '15', 'name'],
    ['Inner Mongolia', '15', 'name'],
    ['shaanxi', '61', 'name'],
    ['Shanxi Province', '14', 'name'],
    ['CN-SH', '31', 'name'],
    ['Macau', '82', 'name'],
  ])('%s', (written, code, how) => expect(findProvince(written)).toMatchObject({ province: { code }, how }))

  test.each(['99', '亚特兰蒂斯', '3', ''])('%j is none', (written) =>
    expect(findProvince(written)).toBeUndefined(),
  )
})

describe('a city is read within its province', () => {
  test.each([
    ['苏州市', '32', '苏州市', 'same'],
    ['苏州', '32', '苏州市', 'spelling'],
    ['蘇州市', '32', '苏州市', 'spelling'],
    ['Suzhou', '32', '苏州市', 'spelling'],
    ['Suzhou', '34', '宿州市', 'spelling'],
    ['jin hua', '33', '金华市', 'spelling'],
    ['Xi’an City', '61', '西安市', 'spelling'],
    ['Harbin', '23', '哈尔滨市', 'spelling'],
    ['延边', '22', '延边朝鲜族自治州', 'spelling'],
    ['昆山市', '32', '昆山市', 'same'],
    ['嘉善市', '33', '嘉善县', 'spelling'],
    ['萧山市', '33', '杭州市', 'part'],
    ['浦东新区', '31', '上海市', 'part'],
    ['襄樊市', '42', '襄阳市', 'renamed'],
    ['Hangzou', '33', '杭州市', 'slip'],
    ['Hong Kong', '81', '香港特别行政区', 'spelling'],
    ['Kowloon', '81', '香港特别行政区', 'part'],
    ['N.T.', '81', '香港特别行政区', 'part'],
    ['Tuen Mum', '81', '香港特别行政区', 'slip'],
    ['澳門', '82', '澳门特别行政区', 'spelling'],
  ])('%s in %s is %s', (written, province, name, how) =>
    expect(findCity(written, province)).toMatchObject({ name, how }),
  )

  test('a county-level city keeps its name and knows its governing city', () => {
    expect(findCity('昆山', '32')).toMatchObject({
      code: '320583',
      name: '昆山市',
      prefecture: '苏州市',
      en: 'Kunshan',
    })
  })

  test('a city of another province is not found here, and found there', () => {
    expect(findCity('宁波市', '31')).toBeUndefined()
    expect(findElsewhere('宁波市', '31')).toMatchObject([{ name: '宁波市', province: '33' }])
  })
})

test('an address may name its city and province at the start', () => {
  expect(findInText('江苏省南京市中山路8号', '32')?.name).toBe('南京市')
  expect(findInText('某商场一层', '32')).toBeUndefined()
  expect(provinceInText('浙江省宁波市某路')).toBe('33')
  expect(provinceInText('上海市浦东新区')).toBe('31')
  expect(provinceInText('南京西路1号')).toBeUndefined()
})

test('names are compared without width, case, marks and script', () => {
  expect(nameKey('Ｋ 11－廣州店')).toBe(nameKey('k11 广州店'))
  expect(nameKey('北四环东路Ⅱ店')).toBe(nameKey('北四环东路 II 店'))
})
