import { createHash } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { RoleKey } from '../../src/kernel/access/roles.ts'
import { demoPassword } from '../../src/kernel/access/session-options.ts'
import type { Tx } from '../../src/kernel/db/pool.ts'
import { headRoles } from '../../src/kernel/people/appoint-head.ts'

/** A UUID that is the same wherever the cast is made: tests, demo and screenshots speak of the same people. */
export function castId(name: string): string {
  const hex = createHash('sha256').update(`bylaw cast ${name}`).digest('hex')
  return `01900000-0000-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

type Unit = {
  code: string
  kind: string
  name: string
  name_en: string
  under?: string
  city?: string
}

export const units = [
  { code: 'HQ', kind: 'headquarters', name: '衡远服务集团', name_en: 'Hengyuan Services Group' },
  { code: 'HD', kind: 'region', name: '华东区', name_en: 'East China', under: 'HQ' },
  { code: 'HN', kind: 'region', name: '华南区', name_en: 'South China', under: 'HQ' },
  { code: 'HB', kind: 'region', name: '华北区', name_en: 'North China', under: 'HQ' },
  { code: 'HD-SH', kind: 'branch', name: '上海分公司', name_en: 'Shanghai Branch', under: 'HD' },
  { code: 'HN-GZ', kind: 'branch', name: '广州分公司', name_en: 'Guangzhou Branch', under: 'HN' },
  { code: 'HB-BJ', kind: 'branch', name: '北京分公司', name_en: 'Beijing Branch', under: 'HB' },
  {
    code: 'HD-SZ',
    kind: 'partner_point',
    name: '苏州合作网点',
    name_en: 'Suzhou Partner Point',
    under: 'HD',
  },
] as const satisfies Unit[]

type Member = {
  user: string
  name: string
  name_en: string
  role: RoleKey
  at: string
  post: string
  post_en: string
}

export const cast = [
  member('shen.jing', '沈静', 'Shen Jing', 'admin', 'HQ', '系统管理员', 'System administrator'),
  member('gu.mingyuan', '顾明远', 'Gu Mingyuan', 'hq_management', 'HQ', '总经理', 'Managing director'),
  member('lin.lan', '林岚', 'Lin Lan', 'hq_management', 'HQ', '副总经理', 'Deputy managing director'),
  member('zhou.ting', '周婷', 'Zhou Ting', 'hq_ops', 'HQ', '运营管理部经理', 'Operations manager'),
  member('he.chuan', '何川', 'He Chuan', 'hq_ops', 'HQ', '运营督导', 'Operations supervisor'),
  member('xu.wen', '许雯', 'Xu Wen', 'hq_hr', 'HQ', '人力资源部经理', 'Human resources manager'),
  member('qian.li', '钱立', 'Qian Li', 'hq_finance', 'HQ', '财务部经理', 'Finance manager'),
  member('sun.yi', '孙怡', 'Sun Yi', 'hq_risk', 'HQ', '风险合规经理', 'Risk and compliance manager'),
  member('fang.yi', '方毅', 'Fang Yi', 'auditor', 'HQ', '内部审计师', 'Internal auditor'),
  member('chen.hao', '陈浩', 'Chen Hao', 'region_lead', 'HD', '华东区负责人', 'Head of East China'),
  member('luo.ying', '罗颖', 'Luo Ying', 'region_lead', 'HN', '华南区负责人', 'Head of South China'),
  member('ma.jun', '马骏', 'Ma Jun', 'region_lead', 'HB', '华北区负责人', 'Head of North China'),
  member('li.wei', '李薇', 'Li Wei', 'head', 'HD-SH', '分公司负责人', 'Head of branch'),
  member('wang.lei', '王磊', 'Wang Lei', 'staff', 'HD-SH', '客户顾问', 'Customer adviser'),
  member('zheng.kai', '郑凯', 'Zheng Kai', 'head', 'HN-GZ', '分公司负责人', 'Head of branch'),
  member('wu.min', '吴敏', 'Wu Min', 'partner', 'HD-SZ', '网点负责人', 'Head of partner point'),
] as const

export type CastUser = (typeof cast)[number]['user']

function member<const U extends string>(
  user: U,
  name: string,
  name_en: string,
  role: RoleKey,
  at: string,
  post: string,
  post_en: string,
): Member & { user: U } {
  return { user, name, name_en, role, at, post, post_en }
}

/** The day the company's records begin. */
export const beginning = '2024-01-08'

/** The company of the demo and of the tests: headquarters, regions, some organisations and the sixteen of the cast. */
export async function seedCast(tx: Tx, { withAccounts = true } = {}): Promise<void> {
  const pathOf = (code: string): string[] => {
    const unit: Unit | undefined = units.find((one) => one.code === code)
    return unit?.under ? [...pathOf(unit.under), castId(code)] : [castId(code)]
  }
  for (const unit of units as readonly Unit[])
    await tx
      .insertInto('kernel.organisation')
      .values({
        id: castId(unit.code),
        kind: unit.kind,
        code: unit.code,
        name: unit.name,
        name_en: unit.name_en,
        parent_id: unit.under ? castId(unit.under) : null,
        path: pathOf(unit.code),
        life: 'active',
        started_on: beginning,
      })
      .execute()
  for (const one of cast) await seedMember(tx, one)
  if (withAccounts) await seedAccounts(tx)
  await tx
    .insertInto('kernel.setting')
    .values({
      key: 'company',
      value: JSON.stringify({ short_name: '衡远', short_name_en: 'Hengyuan', currency: 'CNY' }),
    })
    .execute()
}

async function seedMember(tx: Tx, { user, name, name_en, role, at, post, post_en }: Member): Promise<void> {
  const [person_id, org_id] = [castId(user), castId(at)]
  await tx.insertInto('kernel.person').values({ id: person_id, name, name_en, home_org_id: org_id }).execute()
  const employed = { org_id, person_id, post, post_en, starts_on: beginning }
  const { kind } = units.find(({ code }) => code === at)!
  const heads = role === 'head' || role === 'region_lead' || role === 'partner'
  await tx
    .insertInto('kernel.assignment')
    .values([
      { ...employed, id: castId(`${user} employment`), kind: 'employment' },
      ...(heads ? [{ ...employed, id: castId(`${user} head`), kind: 'head' }] : []),
    ])
    .execute()
  await tx
    .insertInto('kernel.role_assignment')
    .values({
      id: castId(`${user} role`),
      person_id,
      role_key: role,
      organisation_id: org_id,
      with_subtree: at === 'HQ' || (heads && headRoles[kind].with_subtree),
      starts_on: beginning,
      source: heads ? 'appointment' : 'granted',
    })
    .execute()
}

/** One password for all, hashed once: they are the demo's. */
async function seedAccounts(tx: Tx): Promise<void> {
  const password = await hashPassword(demoPassword)
  const email = (user: string) => `${user}@hengyuan.example`
  await tx
    .insertInto('kernel.account')
    .values(
      cast.map(({ user, name }) => ({
        id: castId(`${user} account`),
        name,
        email: email(user),
        email_verified: true,
        person_id: castId(user),
      })),
    )
    .execute()
  await tx
    .insertInto('kernel.account_credential')
    .values(
      cast.map(({ user }) => ({
        id: castId(`${user} credential`),
        account_id: castId(`${user} account`),
        provider_id: 'credential',
        user_id: castId(`${user} account`),
        password,
      })),
    )
    .execute()
  await tx
    .insertInto('kernel.setting')
    .values({ key: 'demo_accounts', value: JSON.stringify(cast.map(({ user }) => email(user))) })
    .execute()
}
