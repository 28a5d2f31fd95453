import type { Ctx } from '../../../../kernel/http/context.ts'
import type { OrganisationLife } from '../../../../kernel/org/contract.ts'
import { type Corrected, correctName } from '../../../../kernel/org/correct-past.ts'
import { correctLifeDay, correctParent } from '../../../../kernel/org/correct-standing.ts'
import { checkMayMove } from '../../../../kernel/org/move.ts'
import type { Organisation } from '../../../../kernel/org/organisation.ts'
import { checkHeadship, correctHead } from '../../../../kernel/people/correct-head.ts'
import { moveEndOfHeadship } from '../../../../kernel/people/end-headship.ts'
import { correctPremises } from '../../registry/correct-premises.ts'
import type { Correctable, Proposal } from './contract.ts'
import { readName } from './head.ts'
import { findCustodian } from './life.ts'
import { checkReached, nameOf } from './parent.ts'

type Correcting<P> = { organisation: Organisation; was: P; is: P; days: Corrected; note: string }

/** How what a kind of filing said is told as it is right. */
type Correction<P> = {
  /** Names for ids; left out: as it is proposed. */
  tell?: (ctx: Ctx, proposal: P) => Promise<Record<string, unknown>>
  check?: (ctx: Ctx, given: Correcting<P>) => Promise<void>
  apply: (ctx: Ctx, given: Correcting<P>) => Promise<void>
}

const premises: Correction<Proposal<'premises'> | Proposal<'scope'>> = {
  apply: (ctx, { organisation, is, days, note }) =>
    correctPremises(ctx, { ...days, org_id: organisation.id, note, is }),
}

const dayOf = <P>(life: OrganisationLife): Correction<P> => ({
  tell: async () => ({}),
  apply: (ctx, { organisation, days, note }) =>
    correctLifeDay(ctx, { ...days, id: organisation.id, life, note }),
})

export const corrections: { [K in Correctable]: Correction<Proposal<K>> } = {
  name: {
    apply: (ctx, { organisation, was, is, days, note }) =>
      correctName(ctx, { ...days, id: organisation.id, note, was, is }),
  },
  scope: premises,
  premises,
  parent: {
    tell: async (ctx, { parent_id }) => ({ parent: await nameOf(ctx, parent_id) }),
    check: async (ctx, { organisation, was, is, days }) => {
      checkReached(ctx, is.parent_id)
      const holds = days.until === null && organisation.parent_id === was.parent_id
      if (holds && is.parent_id !== was.parent_id) await checkMayMove(ctx, organisation, is.parent_id)
    },
    apply: (ctx, { organisation, was, is, days, note }) =>
      correctParent(ctx, { ...days, id: organisation.id, note, was: was.parent_id, is: is.parent_id }),
  },
  head: {
    tell: async (ctx, { head_id }) => ({ head: await readName(ctx, head_id) }),
    check: async (ctx, { organisation, was, is, days }) => {
      await checkHeadship(ctx, organisation, {
        ...{ ...days, org_id: organisation.id, was: was.head_id, is: is.head_id },
      })
    },
    apply: (ctx, { organisation, was, is, days, note }) =>
      correctHead(ctx, { ...days, org_id: organisation.id, note, was: was.head_id, is: is.head_id }),
  },
  suspend: dayOf('suspended'),
  resume: dayOf('active'),
  close: {
    tell: async (ctx, { custodian_id, records_place }) => ({
      custodian: (await findCustodian(ctx, custodian_id))?.name ?? null,
      records_place,
    }),
    apply: async (ctx, given) => {
      await dayOf('closed').apply(ctx, given)
      await moveEndOfHeadship(ctx, { org_id: given.organisation.id, ...given.days })
    },
  },
  restore: dayOf('active'),
}
