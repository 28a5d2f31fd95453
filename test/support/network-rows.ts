import { readFileSync } from 'node:fs'
import { creditCodeCheck } from '../../src/kernel/org/credit-code/contract.ts'
import { randomOf } from './random.ts'

/** As the headers of such lists are written; a network file has them in this order. */
export const networkHeaders = [
  ...['网点编码', '网点名称', '网点类型', '上级编码', '省份', '城市', '详细地址', '邮编', '联系电话'],
  ...['统一社会信用代码', '开业日期', '负责人', '业务范围'],
]

const provinces = [
  ...[
    ['32', '江苏省', '21'],
    ['33', '浙江省', '31'],
    ['34', '安徽省', '23'],
    ['37', '山东省', '25'],
    ['41', '河南省', '45'],
  ],
  ...[
    ['42', '湖北省', '43'],
    ['43', '湖南省', '41'],
    ['44', '广东省', '51'],
    ['51', '四川省', '61'],
    ['61', '陕西省', '71'],
  ],
] as [code: string, name: string, postcodes: string][]
const streets = [
  '人民路',
  '中山路',
  '解放路',
  '建设路',
  '和平路',
  '文化路',
  '新华路',
  '长江路',
  '滨江大道',
  '园区路',
]
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平']
const services = [
  '人事代理',
  '财税咨询',
  '物业服务',
  '职业培训',
  '社保代办',
  '档案管理',
  '企业注册',
  '法律咨询',
]
const kinds = ['分公司', '服务中心', '合作网点', '合作网点', '合作网点']

/**
 * A network of so many rows as a company keeps it in a sheet: a region per province, a branch per city, and outlets
 * under those. The same seed gives the same rows. They are shuffled, so that many name a parent that comes later.
 */
export function networkRows(count: number, seed = 1): string[][] {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const cities = readCities()
  const rows: string[][] = []
  const add = (code: string, name: string, kind: string, parent: string, place: Place | undefined) => {
    const at = rows.length
    const first = `91${place?.city.slice(0, 4) ?? '1101'}00MA${inCode(at).padStart(5, '0')}`
      .padEnd(17, '0')
      .slice(0, 17)
    const number = String(10_000_000 + Math.floor(random() * 89_999_999))
    rows.push([
      ...[code, name, kind, parent],
      ...(place ? [place.province, place.name] : ['', '']),
      place ? `${place.province}${place.name}${pick(streets)} ${1 + Math.floor(random() * 900)} 号` : '',
      place ? `${place.postcodes}${String(Math.floor(random() * 10_000)).padStart(4, '0')}` : '',
      place ? `139${number}` : '',
      // Partners and branches are registered; a region is not.
      place && random() < 0.8 ? `${first}${creditCodeCheck(first)}` : '',
      place
        ? `20${10 + Math.floor(random() * 15)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`
        : '',
      place ? `${pick(surnames)}${pick(given)}${random() < 0.5 ? pick(given) : ''}` : '',
      place ? [...new Set([pick(services), pick(services), pick(services)])].join('、') : '',
    ])
  }
  for (const [code, name] of provinces) add(`R-${code}`, `${name.slice(0, 2)}大区`, '区域', '', undefined)
  for (const place of cities)
    if (rows.length < count / 2)
      add(`B-${place.city}`, `${place.name}分公司`, '分公司', `R-${place.city.slice(0, 2)}`, place)
  const seats = rows.slice(provinces.length).map(([code]) => code!)
  for (let n = 0; rows.length < count; n++) {
    const seat = seats[n % seats.length]!
    const place = cities.find(({ city }) => city === seat.slice(2))!
    add(
      `W-${String(n).padStart(6, '0')}`,
      `${place.name}${pick(streets)}第${n + 1}服务点`,
      pick(kinds),
      seat,
      place,
    )
  }
  return shuffled(rows, random)
}

type Place = { city: string; name: string; province: string; postcodes: string }

function readCities(): Place[] {
  const file = new URL('../../src/chapters/establishment/network/places/places.tsv', import.meta.url)
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([code = '', name = '']) => code.endsWith('00') && name.endsWith('市'))
    .flatMap(([city = '', name = '']) => {
      const province = provinces.find(([code]) => city.startsWith(code))
      return province ? [{ city, name, province: province[1], postcodes: province[2] }] : []
    })
}

/** A number in the characters of credit codes. */
const inCode = (n: number): string =>
  n === 0 ? '' : inCode(Math.floor(n / 31)) + '0123456789ABCDEFGHJKLMNPQRTUWXY'[n % 31]

function shuffled<T>(list: T[], random: () => number): T[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[list[at], list[other]] = [list[other]!, list[at]!]
  }
  return list
}
