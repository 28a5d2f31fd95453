import { creditCodeCheck } from '../../../src/kernel/org/credit-code/contract.ts'
import { day, dayAt, startOf } from '../days.ts'
import { sumUp } from '../random.ts'
import type { World } from '../world.ts'
import { type City, readCities, regions } from './cities.ts'
import type { NetworkSheets } from './sheets.ts'
import type { Unit } from './unit.ts'

/** What stands already: the root, and by name and by code what is under it. */
export type Standing = { root: Unit; byName: Map<string, Unit>; codes: Set<string> }

type Making = {
  kind: Unit['kind']
  code: string
  name: string
  name_en: string | null
  city: City
  parent: Unit
  started: number
}

/** What lies below a branch, how often, and how it is called. */
const outlets = { branch: 0.35, department: 0.25, partner_point: 0.4 }
const departments = [
  '客户服务部',
  '现场服务部',
  '薪酬服务部',
  '社保服务部',
  '招聘服务部',
  '培训服务部',
  '档案服务部',
  '大客户部',
]
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
  '迎宾大道',
]

/** Regions, a branch per city, and under each branch outlets, departments and partner points, until there are so many. */
export function makeUnits(
  world: World,
  sheets: NetworkSheets,
  standing: Standing,
): { made: Unit[]; branches: Unit[] } {
  const { random, options } = world
  const cities = readCities().slice(0, Math.max(4, Math.min(340, Math.round(options.orgs / 14))))
  const made: Unit[] = []
  const add = (making: Making) => {
    const unit = make(world, sheets, standing, making)
    made.push(unit)
    return unit
  }
  const first = world.begin - 8 * 365 * day
  const regionOf = new Map<string, Unit>()
  for (const one of regions) {
    if (!cities.some(({ region }) => region === one.code)) continue
    const known = standing.byName.get(`${standing.root.id} ${one.name}`)
    const city = cities.find(({ region }) => region === one.code)!
    regionOf.set(
      one.code,
      known ?? add({ kind: 'region', ...one, city, parent: standing.root, started: first }),
    )
  }
  const branches = cities.map((city) => {
    const parent = regionOf.get(city.region)!
    const name = `${city.name}分公司`
    const started = Math.min(first + random.long(700) * day, world.begin - 30 * day)
    const code = `${city.region}-${city.code.slice(0, 4)}`
    const known = standing.byName.get(`${parent.id} ${name}`)
    const name_en = city.name_en ? `${city.name_en} Branch` : null
    return { city, unit: known ?? add({ kind: 'branch', code, name, name_en, city, parent, started }) }
  })
  const places = sumUp(branches.map(({ city }) => city.weight))
  for (let n = 0; made.length < options.orgs; n++) {
    const { city, unit } = branches[n < branches.length ? n : places.at(random.unit())]!
    const kind = random.weighed(outlets)
    const district = random.pick(city.districts)
    const started = Math.max(unit.started, world.end - random.long(1600) * day)
    const name =
      kind === 'department'
        ? `${city.name}${random.pick(departments)}`
        : `${district}${random.pick(streets)}${kind === 'branch' ? '营业部' : '合作网点'}`
    const letter = { branch: 'Y', department: 'B', partner_point: 'H' }[kind]
    const code = `${unit.code}-${letter}${String(n + 1).padStart(5, '0')}`
    add({ kind, code, name, name_en: null, city, parent: unit, started })
  }
  return { made, branches: branches.map(({ unit }) => unit) }
}

function make(
  { random, diary, begin, end, options }: World,
  sheets: NetworkSheets,
  standing: Standing,
  making: Making,
): Unit {
  const { kind, city, parent } = making
  const id = random.id(making.started)
  const code = free(
    (n) => (n === 0 ? making.code : `${making.code}.${n + 1}`),
    (one) => standing.codes.has(one),
  )
  const taken = (name: string) => standing.byName.has(`${parent.id} ${name}`)
  const name = free((n) => (n === 0 ? making.name : `${making.name}（${n + 1}）`), taken)
  const started = Math.round(Math.min(making.started, end - day) / day) * day + 2 * 3_600_000
  const outlet = parent.kind === 'branch'
  const closed =
    outlet && started < begin && random.chance(0.03)
      ? Math.round(begin + random.unit() * (end - begin))
      : null
  const unit: Unit = {
    ...{ id, kind, code, name, parent, path: [...parent.path, id], city: city.name, started, closed },
    suspended: outlet && closed === null && random.chance(0.01),
    weight: (outlet ? 1 : 4) * (0.2 + random.long(1)),
    ...{ head: null, heads: [], address: '', moves: [], staff: [], desk: [] },
  }
  standing.codes.add(code)
  standing.byName.set(`${parent.id} ${name}`, unit)
  const life = closed === null ? (unit.suspended ? 'suspended' : 'active') : 'closed'
  sheets.organisations.add({
    ...{
      id,
      kind,
      code,
      name,
      name_en: name === making.name ? making.name_en : null,
      parent_id: parent.id,
      path: unit.path,
      life,
    },
    credit_code:
      kind === 'branch' && !outlet ? creditCode(city, options.seed, sheets.organisations.size) : null,
    ...{
      started_on: dayAt(started),
      closed_on: closed === null ? null : dayAt(closed),
      created_at: new Date(started),
    },
  })
  const subject = {
    org_id: id,
    subject_type: 'organisation',
    subject_id: id,
    number: code,
    title: name,
    by: null,
  }
  const diff = { kind: [null, kind], parent: [null, parent.name], life: [null, 'active'] } as Record<
    string,
    [unknown, unknown]
  >
  diary.note({ ...subject, at: started, action: 'org.organisation.create', diff })
  if (life !== 'active')
    diary.note({
      ...{ ...subject, at: closed ?? end - 20 * day, action: 'org.organisation.change_life' },
      diff: { life: ['active', life] },
    })
  sheets.find({
    org_id: id,
    id,
    subject_type: 'organisation',
    title: name,
    number: code,
    link: `/organisations/${id}`,
    at: started,
  })
  settle({ random, sheets, unit, city, end })
  return unit
}

function free(named: (n: number) => string, taken: (name: string) => boolean): string {
  for (let n = 0; ; n++) if (!taken(named(n))) return named(n)
}

const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const inCode = (n: number): string => (n === 0 ? '' : inCode(Math.floor(n / 31)) + characters[n % 31])

function creditCode(city: City, seed: number, n: number): string {
  const first = `91${city.code}MA${inCode((seed % 29_791) * 29_791 + n)
    .padStart(7, '0')
    .slice(-7)}`
  return `${first}${creditCodeCheck(first)}`
}

/** Where it is, and on what papers it works there. */
function settle({
  random,
  sheets,
  unit,
  city,
  end,
}: {
  random: World['random']
  sheets: NetworkSheets
  unit: Unit
  city: City
  end: number
}) {
  const { id: org_id, started, kind } = unit
  if (kind === 'region') return
  const starts_on = dayAt(started)
  // A municipality is its own province.
  const within = `${city.name}市`
  const under = city.province === within ? within : `${city.province}${within}`
  const place = () =>
    `${under}${random.pick(city.districts)}${random.pick(streets)} ${random.whole(1, 900)} 号`
  const area = () => (kind === 'branch' ? random.whole(180, 600) : random.whole(50, 160))
  const until = unit.closed ?? end
  // Where it is today is the last of these: now and then one moves, years after it began.
  const stays = [{ at: started, address: place(), area: area() }]
  if (random.chance(0.12) && until - started > 500 * day) {
    const at = startOf(
      dayAt(started + (300 + random.unit() * 150) * day + random.unit() * (until - started - 480 * day)),
    )
    stays.push({ at, address: place(), area: area() })
  }
  for (const [n, { at, address, area }] of stays.entries()) {
    const next = stays[n + 1]
    sheets.premises.add({
      ...{ org_id, id: random.id(at), starts_on: dayAt(at), ends_on: next ? dayAt(next.at) : null },
      ...{ province: city.province, city: `${city.name}市`, address, area },
      ...{ tenure: random.chance(0.1) ? 'owned' : 'leased', created_at: new Date(at) },
    })
  }
  unit.address = stays.at(-1)!.address
  unit.moves = stays
  if (kind === 'department') return
  const papers = { business: null, tax: null, lease: dayAt(started + random.whole(3, 14) * 365 * day) }
  for (const [paper, expires_on] of Object.entries(papers))
    sheets.licences.add({
      ...{ org_id, id: random.id(started), kind: paper, issued_on: starts_on, expires_on },
      number: `${{ business: 'YY', tax: 'SW', lease: 'ZL' }[paper]}-${unit.code}`,
      issued_by:
        paper === 'lease' ? '出租方' : `${city.name}市${paper === 'tax' ? '税务局' : '市场监督管理局'}`,
      ...{ created_at: new Date(started), updated_at: new Date(started) },
    })
}
