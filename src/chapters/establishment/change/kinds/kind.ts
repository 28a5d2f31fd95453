import type { Ctx } from '../../../../kernel/http/context.ts'
import type { OrganisationLife } from '../../../../kernel/org/contract.ts'
import type { Organisation } from '../../../../kernel/org/organisation.ts'
import type { ChangeItem } from '../contract.ts'
import type { Change } from '../life/row.ts'

export type Given = { organisation: Organisation; change: Change }

/** A kind of filing: what it touches, when it may be filed, what it checks and what it brings about. */
export type Kind = {
  item: ChangeItem
  /** Whoever holds it at the organisation may file it. */
  permission: 'establishment.change.create' | 'establishment.change.direct'
  /** Stages of life in which it can be filed and carried out. */
  during: readonly OrganisationLife[]
  /** What holds of the fields it touches, as it is shown. */
  readBefore: (ctx: Ctx, given: Given) => Promise<Record<string, unknown>>
  /** What is to hold, likewise: ids as names. */
  readAfter: (ctx: Ctx, given: Given) => Promise<Record<string, unknown>>
  /** Refuses what can't be carried out as things stand. Asked at submission, at approval and when it takes effect. */
  check: (ctx: Ctx, given: Given) => Promise<void>
  /** Carries it out from a day on, in the caller's transaction and within the whole company's reach. */
  apply: (ctx: Ctx, given: Given & { on: string }) => Promise<void>
}
