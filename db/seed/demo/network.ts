import { licences } from '../../../src/chapters/establishment/registers/licences.ts'
import { setPremises } from '../../../src/chapters/establishment/registry/set-premises.ts'
import { changeLife } from '../../../src/kernel/org/change-life.ts'
import { createOrganisation } from '../../../src/kernel/org/create.ts'
import { setCreditCode } from '../../../src/kernel/org/set-credit-code.ts'
import { appointHead } from '../../../src/kernel/people/appoint-head.ts'
import { createPerson } from '../../../src/kernel/people/create.ts'
import { createRow } from '../../../src/kernel/register/write.ts'
import { castId } from '../cast.ts'
import type { Stage } from './act-as.ts'
import { nameAt } from './names.ts'
import { castPremises, type Place, places } from './places.ts'

const posts = [
  { post: '客户顾问', post_en: 'Customer adviser' },
  { post: '服务专员', post_en: 'Service clerk' },
  { post: '技术支持', post_en: 'Technical support' },
  { post: '业务主管', post_en: 'Business supervisor' },
  { post: '行政专员', post_en: 'Administration clerk' },
  { post: '质量专员', post_en: 'Quality clerk' },
  { post: '财务专员', post_en: 'Finance clerk' },
]
/** How many more work in the organisations of the cast. */
const besideTheCast = { HQ: 3, 'HD-SH': 2, 'HN-GZ': 2, 'HB-BJ': 4, 'HD-SZ': 1 }

/** Those of the cast whose licences are on file; the partner point in Suzhou still owes its own. */
const licensed = ['HD-SH', 'HN-GZ', 'HB-BJ']

/** Hengyuan's network as it grew from 2024 on. Gives the id of each organisation by its name. */
export async function seedNetwork(stage: Stage): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const byCode = new Map<string, string>()
  let n = 0
  const hire = async (org_id: string, count: number, day: string) => {
    const hired: string[] = []
    for (let i = 0; i < count; i++) {
      const person = await stage.system(`${day}T01:30:00Z`, (ctx) =>
        createPerson(ctx, {
          ...{ org_id, ...nameAt(n), ...posts[n % posts.length]!, starts_on: day },
          employee_no: `HY${String(1000 + n)}`,
          phone: `138${String(10_000_000 + n * 7919)}`,
        }),
      )
      n += 1
      hired.push(person.id)
    }
    return hired
  }
  for (const { code, ...premises } of castPremises) {
    const on = '2024-01-08'
    await stage.system('2024-01-08T02:00:00Z', (ctx) =>
      setPremises(ctx, { org_id: castId(code), on, tenure: 'leased', area: 320, ...premises }),
    )
    if (licensed.includes(code))
      await license(stage, castId(code), { on, city: premises.city, kind: 'branch', life: 'active' })
  }
  for (const [code, count] of Object.entries(besideTheCast)) await hire(castId(code), count, '2024-01-15')
  for (const place of [...places].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    const parent_id = place.under ? (byCode.get(place.under) ?? castId(place.under)) : castId(place.region)
    const id = await found(stage, place, parent_id)
    ids.set(place.name, id)
    if (place.code) byCode.set(place.code, id)
    const [head] = await hire(id, place.people, place.on)
    if (head)
      await stage.system(`${place.on}T03:00:00Z`, (ctx) =>
        appointHead(ctx, { org_id: id, person_id: head, starts_on: place.on }),
      )
    await license(stage, id, place)
    if (place.credit_code)
      await stage.system(`${place.on}T04:00:00Z`, (ctx) =>
        setCreditCode(ctx, { id, credit_code: place.credit_code! }),
      )
    await leave(stage, id, place)
  }
  return ids
}

function found(stage: Stage, place: Place, parent_id: string): Promise<string> {
  const { kind, name, name_en, code, on, province, city, address, lng, lat } = place
  return stage.system(`${on}T01:00:00Z`, async (ctx) => {
    const { id } = await createOrganisation(ctx, {
      ...{ kind, name, name_en, code, parent_id, started_on: on },
      life: 'active',
    })
    await setPremises(ctx, {
      ...{ org_id: id, on, province, city, address, lng, lat },
      ...{ tenure: 'leased' as const, area: kind === 'branch' ? 280 : 90 },
    })
    return id
  })
}

/** Some were suspended since; what was closed was closed by a filing (`closings.ts`). */
async function leave(stage: Stage, id: string, { life }: Place) {
  if (life === 'suspended' || life === 'closed')
    await stage.system('2026-05-11T02:00:00Z', (ctx) => changeLife(ctx, { id, to: 'suspended' }))
}

/** What it may work on. Every seventh lease ends within weeks and every eleventh has ended, so that somebody has something to renew. */
async function license(
  stage: Stage,
  org_id: string,
  { on, city, kind, life }: Pick<Place, 'on' | 'city' | 'kind' | 'life'>,
) {
  const year = Number(on.slice(0, 4))
  const digits = on.replaceAll('-', '')
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const soon =
    Number(digits) % 7 === 0 ? inDays(25) : Number(digits) % 11 === 0 ? inDays(-9) : `${year + 5}-12-31`
  const papers = [
    { kind: 'business', number: `YY-${digits}`, issued_by: `${city}市市场监督管理局`, expires_on: null },
    { kind: 'tax', number: `SW-${digits}`, issued_by: `${city}市税务局`, expires_on: null },
    ...(kind === 'department'
      ? []
      : [{ kind: 'lease', number: `ZL-${digits}`, issued_by: '出租方', expires_on: soon }]),
  ]
  if (life === 'closed') return
  for (const paper of papers)
    await stage.system(`${on}T02:00:00Z`, (ctx) =>
      createRow(licences, ctx, { org_id, issued_on: on, file_id: null, note: null, ...paper }),
    )
}
