import { isDeepStrictEqual } from 'node:util'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { keepCorrection } from '../../../../kernel/org/correct-past.ts'
import { todayAt } from '../../../../kernel/org/organisation.ts'
import { linkOf } from '../life/row.ts'
import { type Proposal, proposalShapes } from './contract.ts'
import { corrections } from './corrections.ts'
import { defineKind, type Given, open } from './kind.ts'
import { findFiled, readStretch } from './stretch.ts'

type Correcting = Given<Proposal<'correction'>>

/**
 * What a completed filing said, or the day it held from, was wrong. The filing keeps what it said; the days it was
 * about are told as they are right, as far as what was filed next about the same matter.
 */
export const correction = defineKind('correction', {
  item: 'name',
  permission: 'establishment.change.create',
  during: [...open, 'closed'],
  readBefore: async (ctx, { change, proposal: { corrects, is } }) => {
    const { stands } = await readStretch(ctx, change, corrects)
    return { ...(await tellOf(ctx, is.kind, stands.values)), effective_on: stands.on }
  },
  readAfter: async (ctx, { proposal: { is, on } }) => ({
    ...(await tellOf(ctx, is.kind, is.proposal)),
    effective_on: on,
  }),
  check: checkCorrection,
  apply: async (ctx, { organisation, change, proposal: { corrects, on, is } }) => {
    const { stands, until } = await readStretch(ctx, change, corrects)
    const number = change.number!
    const days = { was_on: stands.on, on, until }
    const given = { organisation, was: stands.values, is: is.proposal, days, note: number }
    await corrections[is.kind].apply(ctx, given as never)
    await keepCorrection(ctx, {
      ...{ ...days, id: change.org_id, item: change.item, number, link: linkOf(change.id) },
    })
  },
})

async function checkCorrection(ctx: Ctx, { organisation, change, proposal }: Correcting): Promise<void> {
  const { corrects, on, is } = proposal
  const filed = await findFiled(ctx, change, corrects)
  if (!filed || filed.kind !== is.kind || filed.state !== 'completed')
    throw refused('establishment.change.errors.corrects_nothing')
  const { since, until, stands } = await readStretch(ctx, change, corrects)
  const today = todayAt(ctx, organisation)
  if (on > today) throw refused('establishment.change.errors.corrected_ahead', { today })
  if ((since !== null && on <= since) || (until !== null && on >= until))
    throw refused('establishment.change.errors.corrected_across', {
      day: on <= (since ?? '') ? since : until,
    })
  if (is.kind === 'restore' && !isDeepStrictEqual(stands.values, is.proposal))
    throw refused('establishment.change.errors.corrects_day_only')
  const days = { was_on: stands.on, on, until }
  const given = { organisation, was: stands.values, is: is.proposal, days, note: '' }
  await corrections[is.kind].check?.(ctx, given as never)
}

/** As it is shown: names for ids, fields in the order of the form. */
async function tellOf(ctx: Ctx, kind: Proposal<'correction'>['is']['kind'], values: Record<string, unknown>) {
  const { tell } = corrections[kind]
  if (tell) return tell(ctx, values as never)
  return Object.fromEntries(
    Object.keys(proposalShapes[kind].shape).map((field) => [field, values[field] ?? null]),
  )
}
