import type { Ctx } from '../../../../kernel/http/context.ts'
import type { OrganisationLife } from '../../../../kernel/org/contract.ts'
import { type Organisation, todayAt } from '../../../../kernel/org/organisation.ts'
import type { ChangeItem } from '../contract.ts'
import type { Change } from '../life/row.ts'
import type { ChangeKind, Proposal } from './contract.ts'

export type Given<P = unknown> = { organisation: Organisation; change: Change; proposal: P }
type Values = Record<string, unknown>

/** A kind of filing: what it touches, when it may be filed, what it checks and what it brings about. */
export type Kind<P = unknown> = {
  item: ChangeItem
  /** Whoever holds it at the organisation may file it. */
  permission: 'establishment.change.create' | 'establishment.change.direct'
  /** The field of the proposal that names a person. */
  person?: keyof P
  /** It moves the organisation in the tree: such changes go one at a time. */
  moves?: true
  /** Stages of life in which it can be filed and carried out. */
  during: readonly OrganisationLife[]
  /** What holds of the fields it touches, as it is shown: names for ids. */
  readBefore: (ctx: Ctx, given: Given<P>) => Promise<Values>
  /** What is to hold, likewise. */
  readAfter: (ctx: Ctx, given: Given<P>) => Promise<Values>
  /** Refuses what can't be carried out as things stand. Asked at submission, at approval and when it takes effect. */
  check: (ctx: Ctx, given: Given<P>) => Promise<void>
  /** Carries it out from a day on, in the caller's transaction and within the whole company's reach. */
  apply: (ctx: Ctx, given: Given<P> & { on: string }) => Promise<void>
}

/** A kind over its own proposal; what is stored was checked by that shape. */
export const defineKind = <K extends ChangeKind>(_key: K, kind: Kind<Proposal<K>>): Kind =>
  kind as unknown as Kind

/** The day it would take effect as things stand: the day wished for, and today at the earliest. */
export function dayOf(ctx: Ctx, { organisation, change }: Omit<Given, 'proposal'>): string {
  const today = todayAt(ctx, organisation)
  return change.effective_on !== null && change.effective_on > today ? change.effective_on : today
}

export const open = ['preparing', 'active', 'suspended'] as const satisfies OrganisationLife[]
