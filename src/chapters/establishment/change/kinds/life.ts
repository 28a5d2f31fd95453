import { invalid, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { readBlocking } from '../../../../kernel/org/blocking.ts'
import { changeLife } from '../../../../kernel/org/change-life.ts'
import type { OrganisationLife } from '../../../../kernel/org/contract.ts'
import { countBeginning } from '../../../../kernel/people/begins-later.ts'
import { endHeadship } from '../../../../kernel/people/end-headship.ts'
import { dayOf, defineKind, type Given, type Kind } from './kind.ts'

/** Nobody new begins there while it is suspended: neither by an entry made then, nor by one made before. */
export const suspend = defineKind('suspend', {
  ...livesAs('suspended'),
  during: ['active'],
  check: async (ctx, given) => {
    const { id: org_id, name } = given.organisation
    const on = dayOf(ctx, given)
    const count = await countBeginning(ctx, { org_id, on })
    if (count > 0)
      throw refused('establishment.change.errors.begins_suspended', {
        ...{ name, count, on },
        links: [{ word: translate(ctx.language, 'people.people.title'), to: `/people?under=${org_id}` }],
      })
  },
})
export const resume = defineKind('resume', { ...livesAs('active'), during: ['suspended'] })

/**
 * The end of an organisation. Refused, with counts and the way to each, as long as anything is open there; who keeps its
 * records, and where, is a part of it.
 */
export const close = defineKind('close', {
  ...livesAs<{ custodian_id: string; records_place: string }>('closed'),
  person: 'custodian_id',
  during: ['preparing', 'active', 'suspended'],
  readAfter: async (ctx, { proposal }) => ({
    life: 'closed',
    custodian: (await findCustodian(ctx, proposal.custodian_id))?.name ?? null,
    records_place: proposal.records_place,
  }),
  check: async (ctx, given) => {
    const { organisation, proposal } = given
    if (organisation.kind === 'headquarters') throw refused('org.errors.headquarters_stay')
    const custodian = await findCustodian(ctx, proposal.custodian_id)
    if (!custodian?.active || custodian.home_org_id === organisation.id)
      throw invalid('errors.invalid', {}, [
        { path: 'proposal.custodian_id', code: 'establishment.change.errors.custodian_stays' },
      ])
    const on = dayOf(ctx, given)
    const blocked = await readBlocking(ctx, { org_id: organisation.id, on })
    if (blocked.length > 0)
      throw refused('establishment.change.errors.closing_blocked', {
        name: organisation.name,
        blocking: blocked.map(({ word }) => word),
        links: blocked.map(({ word, link }) => ({ word, to: link })),
      })
  },
})

/** Another stage of life. Who heads an organisation that closes goes with it. */
function livesAs<P>(to: OrganisationLife): Omit<Kind<P>, 'during'> {
  return {
    item: 'life',
    permission: 'establishment.change.direct',
    readBefore: async (_ctx, { organisation }) => ({ life: organisation.life }),
    readAfter: async () => ({ life: to }),
    check: async () => {},
    apply: async (ctx: Ctx, { change, on }: Given<P> & { on: string }) => {
      if (to === 'closed') await endHeadship(ctx, { org_id: change.org_id, on })
      await changeLife(ctx, { id: change.org_id, to, on, ...(change.number ? { note: change.number } : {}) })
    },
  }
}

export async function findCustodian({ tx }: Ctx, id: string) {
  return tx
    .selectFrom('kernel.person')
    .select(['name', 'active', 'home_org_id'])
    .where('id', '=', id)
    .executeTakeFirst()
}
