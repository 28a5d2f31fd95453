import type { RoleKey } from '../../../src/kernel/access/roles.ts'
import { headRoles } from '../../../src/kernel/people/appoint-head.ts'
import { day, dayAt } from '../days.ts'
import type { World } from '../world.ts'
import { personName } from './names.ts'
import type { NetworkSheets } from './sheets.ts'
import type { Person, Unit } from './unit.ts'

const posts = ['客户顾问', '服务专员', '技术支持', '业务主管', '行政专员', '质量专员', '财务专员']
type Hiring = {
  post: string
  from: number
  until?: number | null
  role?: RoleKey
  with_subtree?: boolean
  head?: boolean
}

/** Heads, staff and, at branches, a desk for complaints; some with a predecessor who has left. */
export function makePeople(
  world: World,
  sheets: NetworkSheets,
  { made: units, branches }: { made: Unit[]; branches: Unit[] },
  password: string,
): void {
  const { random } = world
  const below = new Map<Unit, number>()
  for (const { parent } of units) if (parent) below.set(parent, (below.get(parent) ?? 0) + 1)
  const hire = hiring(world, sheets, password)
  for (const unit of branches)
    for (let n = Math.max(2, Math.round((below.get(unit) ?? 0) / 8)); n > 0; n--)
      unit.desk.push(hire(unit, { post: '投诉专员', from: unit.started, role: 'staff', with_subtree: true }))
  for (const unit of units) {
    const from = unit.started
    const head = headRoles[unit.kind]
    const service = Math.max(30 * day, world.end - from)
    const appoint = (start: number, end: number | null) => {
      const until = end ?? unit.closed
      const post = {
        region: '大区负责人',
        branch: '分公司负责人',
        department: '部门负责人',
        partner_point: '网点负责人',
      }[unit.kind as 'region']
      return hire(unit, {
        post,
        from: start,
        until,
        role: head.role_key,
        with_subtree: head.with_subtree,
        head: true,
      })
    }
    const handed = random.chance(0.12) ? from + service * (0.2 + random.unit() * 0.6) : null
    if (handed !== null && (unit.closed === null || handed < unit.closed)) {
      unit.heads = [appoint(from, handed), appoint(handed, null)]
    } else unit.heads = [appoint(from, null)]
    unit.head = unit.heads.at(-1)!
    if (unit.kind === 'region') continue
    const staff = unit.kind === 'partner_point' ? random.whole(1, 2) : random.whole(2, 4)
    for (let n = 0; n < staff; n++) {
      const begins = from + random.unit() * service * 0.5
      const left = random.chance(0.15) ? begins + service * (0.1 + random.unit() * 0.35) : null
      const until = left !== null && (unit.closed === null || left < unit.closed) ? left : unit.closed
      unit.staff.push(hire(unit, { post: random.pick(posts), from: begins, until, role: 'staff' }))
    }
  }
}

/** Those at headquarters whom the others' matters go to: they agree to rulings and to new organisations. */
export function makeHeadquarters(world: World, sheets: NetworkSheets, root: Unit, password: string) {
  const hire = hiring(world, sheets, password)
  const several = (count: number, role: RoleKey, post: string) =>
    Array.from({ length: count }, () => hire(root, { post, from: root.started, role, with_subtree: true }))
  return {
    operations: several(4, 'hq_ops', '运营督导'),
    finance: several(2, 'hq_finance', '财务主管'),
    management: several(2, 'hq_management', '分管副总经理'),
    risk: several(1, 'hq_risk', '风险合规经理'),
  }
}
export type Headquarters = ReturnType<typeof makeHeadquarters>

function hiring({ random, diary, end, options }: World, sheets: NetworkSheets, password: string) {
  return (unit: Unit, { post, role, with_subtree = false, head = false, ...span }: Hiring): Person => {
    const from = Math.floor(span.from)
    const until = span.until ? Math.max(from + day, Math.floor(span.until)) : null
    const over = until !== null && until <= end
    const { name, name_en } = personName(random)
    const id = random.id(from)
    const created_at = new Date(from)
    const starts_on = dayAt(from)
    const ends_on = over ? later(dayAt(until), starts_on) : null
    sheets.people.add({ id, name, name_en, home_org_id: unit.id, active: !over, created_at })
    const employed = { org_id: unit.id, person_id: id, post, starts_on, ends_on, created_at }
    sheets.assignments.add({ ...employed, id: random.id(from), kind: 'employment' })
    if (head) sheets.assignments.add({ ...employed, id: random.id(from), kind: 'head' })
    const number = sheets.people.size
    sheets.records.add({
      ...{ org_id: unit.id, id: random.id(from), person_id: id, created_at },
      employee_no: `S${options.seed}-${String(number).padStart(6, '0')}`,
      phone: `13${random.whole(100_000_000, 999_999_999)}`,
    })
    if (role) {
      const given = {
        person_id: id,
        role_key: role,
        organisation_id: unit.id,
        with_subtree,
        starts_on,
        ends_on,
        created_at,
      }
      sheets.roles.add({ ...given, id: random.id(from), source: head ? 'appointment' : 'granted' })
    }
    const account_id = random.id(from)
    const [family = '', own = ''] = name_en.toLowerCase().split(' ')
    const email = `${own}.${family}.${options.seed}.${number}@hengyuan.example`
    const opened = { created_at, updated_at: created_at }
    sheets.accounts.add({
      ...{ id: account_id, name, email, email_verified: true, person_id: id, ...opened },
      disabled_at: over ? new Date(until) : null,
    })
    sheets.credentials.add({
      ...{
        id: random.id(from),
        account_id,
        provider_id: 'credential',
        user_id: account_id,
        password,
        ...opened,
      },
    })
    sheets.find({
      org_id: unit.id,
      id,
      subject_type: 'person',
      title: name,
      title_en: name_en,
      link: `/people/${id}`,
      at: from,
    })
    const subject = { org_id: unit.id, by: null, at: from }
    diary.note({
      ...{
        ...subject,
        action: 'people.person.create',
        subject_type: 'person',
        subject_id: id,
        number: null,
        title: name,
      },
      diff: { post: [null, post], starts_on: [null, starts_on] },
    })
    if (head)
      diary.note({
        ...{ ...subject, action: 'people.head.appoint', subject_type: 'organisation', subject_id: unit.id },
        ...{ number: unit.code, title: unit.name, diff: { head: [null, name], on: [null, starts_on] } },
      })
    return { id, name, from, until }
  }
}

const later = (one: string, other: string) =>
  one > other ? one : dayAt(Date.parse(`${other}T00:00:00Z`) + day)
