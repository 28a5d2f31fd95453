import { sql } from 'kysely'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { type Role, readRoles, titleOf } from './read-roles.ts'
import { holdsToday } from './role-day.ts'
import { type HeldRole, listHeldBy, meet, type Place, readPath, type Span } from './segregation-held.ts'
import { type SegregationRule, type Side, segregationRules } from './segregation-rules.ts'

/** What somebody is about to do something to. */
export type Subject = {
  org_id: string
  /** Person → name of the rule: those whom this record itself bars, such as its reviewer. */
  ties?: Readonly<Record<string, string>> | undefined
  /** A role somebody is about to get there. */
  grant?: (Span & { role_key: string; with_subtree: boolean }) | undefined
}

type Asked = { act: string; subject: Subject }

/**
 * The one engine of segregation of duties. Throws the refusal when a rule keeps a person from an act: a tie to the
 * record, a role of the side that watches over this act, or - for a role they are about to get - a role they hold.
 * Nobody gives themselves a role. Every path to a decision or to a role asks here.
 */
export async function refuseBarred(ctx: Ctx, { person_id, ...asked }: Asked & { person_id: string }) {
  const { grant, org_id } = asked.subject
  if (grant) {
    if (ctx.actor.person_id === person_id) throw refused('access.errors.self_grant')
    const roles = await readRoles(ctx)
    const held = await listHeldBy(ctx, [person_id])
    const place = { organisation_id: org_id, path: await readPath(ctx, org_id), ...grant }
    const clash = findClash(roles, held, place)
    if (clash) throw clashed(ctx, roles, { ...clash, role_key: grant.role_key })
    return
  }
  const rule = (await listBarred(ctx, asked)).get(person_id)
  if (rule !== undefined) throw refused('access.errors.barred', { rule: translate(ctx.language, rule) })
}

/** Everybody whom a rule keeps from an act there today, with the rule's name: the record's own ties come first. */
export async function listBarred(ctx: Ctx, { act, subject }: Asked): Promise<Map<string, string>> {
  const barred = new Map(Object.entries(subject.ties ?? {}))
  const roles = await readRoles(ctx)
  for (const rule of segregationRules)
    for (const [mine, theirs] of [
      [rule.one, rule.other],
      [rule.other, rule.one],
    ] as const) {
      if (!covers(mine, act, roles)) continue
      const keys = [...roles.values()].filter((role) => isOn(theirs, role, roles)).map(({ key }) => key)
      for (const person of await holdersOfRoles(ctx, keys, subject.org_id))
        if (!barred.has(person)) barred.set(person, rule.key)
    }
  return barred
}

/** Whether one role is on both sides of a rule: such a role can't be. Throws the refusal. */
export function refuseBothSides(ctx: Ctx, role: Role, roles: Map<string, Role>): void {
  const rule = segregationRules.find(({ one, other }) => isOn(one, role, roles) && isOn(other, role, roles))
  if (rule) throw refused('access.errors.both_sides', { rule: translate(ctx.language, rule.key) })
}

/** After a role's permissions changed: throws the refusal when one of its holders would now break a rule. */
export async function refuseClashOfHolders(ctx: Ctx, role_key: string): Promise<void> {
  const roles = await readRoles(ctx)
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from kernel.role_assignment where role_key = ${role_key}`.execute(ctx.tx)
  const held = await listHeldBy(
    ctx,
    rows.map(({ person_id }) => person_id),
  )
  for (const one of held.filter((other) => other.role_key === role_key)) {
    const clash = findClash(
      roles,
      held.filter((other) => other.person_id === one.person_id && other.id !== one.id),
      one,
    )
    if (clash) throw clashed(ctx, roles, { ...clash, role_key })
  }
}

type Clash = { rule: SegregationRule; held: HeldRole }

function findClash(
  roles: Map<string, Role>,
  held: HeldRole[],
  given: Place & Span & { role_key: string },
): Clash | undefined {
  const role = roles.get(given.role_key)
  if (!role) return undefined
  for (const other of held.filter((one) => meet(one, given))) {
    const theirs = roles.get(other.role_key)
    const rule = theirs && segregationRules.find((one) => clashes(one, role, theirs, roles))
    if (rule) return { rule, held: other }
  }
  return undefined
}

function clashes({ one, other }: SegregationRule, a: Role, b: Role, roles: Map<string, Role>): boolean {
  return (isOn(one, a, roles) && isOn(other, b, roles)) || (isOn(other, a, roles) && isOn(one, b, roles))
}

const clashed = (
  ctx: Ctx,
  roles: Map<string, Role>,
  { rule, held, role_key }: Clash & { role_key: string },
) =>
  refused('access.errors.segregated', {
    name: held.person_name,
    role: titleOf(ctx.language, roles.get(role_key)),
    held: titleOf(ctx.language, roles.get(held.role_key)),
    organisation: held.organisation_name,
    rule: translate(ctx.language, rule.key),
  })

function isOn(side: Side, role: Role, roles: Map<string, Role>): boolean {
  if (side.roles?.some((key) => key === role.key)) return true
  if (side.gives?.some((permission) => role.permissions.has(permission))) return true
  if (!side.operates || role.key === 'auditor') return false
  return role.builtin || [...role.permissions].some((permission) => isOperation(permission, roles))
}

/** Whether an act belongs to what a side does. */
function covers(side: Side, act: string, roles: Map<string, Role>): boolean {
  return side.gives?.includes(act) === true || (side.operates === true && isOperation(act, roles))
}

const isOperation = (permission: string, roles: Map<string, Role>) =>
  !roles.get('auditor')?.permissions.has(permission)

async function holdersOfRoles(ctx: Ctx, roleKeys: string[], org_id: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct h.person_id
    from kernel.organisation at join kernel.role_assignment h on h.organisation_id = any(at.path)
    where at.id = ${org_id} and h.role_key = any(${roleKeys}::text[])
      and (h.with_subtree or h.organisation_id = at.id)
      and ${holdsToday(ctx.now, 'h')}`.execute(ctx.tx)
  return rows.map(({ person_id }) => person_id)
}
