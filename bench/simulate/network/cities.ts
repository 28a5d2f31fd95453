import { readFileSync } from 'node:fs'
import { provinces } from '../../../src/chapters/establishment/network/places/provinces.ts'

export type City = {
  code: string
  name: string
  name_en: string
  province: string
  region: string
  weight: number
  districts: string[]
}

/** The seven regions such companies go by, and the provinces of each, by the first two digits of GB/T 2260. */
export const regions = [
  { code: 'HD', name: '华东区', name_en: 'East China', provinces: '31 32 33 34 35 36 37' },
  { code: 'HN', name: '华南区', name_en: 'South China', provinces: '44 45 46' },
  { code: 'HB', name: '华北区', name_en: 'North China', provinces: '11 12 13 14 15' },
  { code: 'HZ', name: '华中区', name_en: 'Central China', provinces: '41 42 43' },
  { code: 'XN', name: '西南区', name_en: 'Southwest China', provinces: '50 51 52 53 54' },
  { code: 'XB', name: '西北区', name_en: 'Northwest China', provinces: '61 62 63 64 65' },
  { code: 'DB', name: '东北区', name_en: 'Northeast China', provinces: '21 22 23' },
] as const

/** Where most of the business is, beside 1 for every other city. */
const large: Record<string, number> = {
  ...{
    上海: 14,
    北京: 14,
    深圳: 12,
    广州: 11,
    重庆: 8,
    成都: 8,
    苏州: 8,
    杭州: 8,
    武汉: 7,
    南京: 7,
    天津: 7,
  },
  ...{
    宁波: 5,
    青岛: 5,
    无锡: 5,
    长沙: 5,
    郑州: 5,
    佛山: 5,
    济南: 4,
    合肥: 4,
    福州: 4,
    泉州: 4,
    西安: 5,
    东莞: 4,
  },
  ...{
    大连: 3,
    沈阳: 3,
    厦门: 3,
    昆明: 3,
    常州: 3,
    温州: 3,
    南昌: 3,
    哈尔滨: 3,
    长春: 3,
    石家庄: 3,
    贵阳: 2,
  },
}

/** The cities of the mainland, the largest first, each with its districts. */
export function readCities(): City[] {
  const file = new URL('../../../src/chapters/establishment/network/places/places.tsv', import.meta.url)
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t') as [string, string, string?])
  const named = provinces
    .filter(({ code }) => ['11', '12', '31', '50'].includes(code))
    .map(({ code, name, en }) => [`${code}0000`, name, en] as [string, string, string])
  const cities = [...named, ...rows.filter(([code, name]) => code.endsWith('00') && name?.endsWith('市'))]
  return cities
    .flatMap(([code, full, latin = '']) => {
      const region = regions.find((one) => one.provinces.includes(code.slice(0, 2)))
      if (!region) return []
      const name = full.replace(/市$/, '')
      const prefix = code.endsWith('0000') ? code.slice(0, 2) : code.slice(0, 4)
      const districts = rows
        .filter(([one]) => one.startsWith(prefix) && !one.endsWith('00'))
        .map(([, one]) => one)
      const province = provinces.find((one) => one.code === code.slice(0, 2))!.name
      const weight = large[name] ?? 1
      const name_en = latin.slice(0, 1).toUpperCase() + latin.slice(1)
      return [
        {
          code,
          name,
          name_en,
          province,
          region: region.code,
          weight,
          districts: districts.length > 0 ? districts : [full],
        },
      ]
    })
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1))
}
