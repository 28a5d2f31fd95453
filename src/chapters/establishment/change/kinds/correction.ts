import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { correctName, keepCorrection } from '../../../../kernel/org/correct-past.ts'
import { todayAt } from '../../../../kernel/org/organisation.ts'
import { correctPremises } from '../../registry/correct-premises.ts'
import { type Change, linkOf } from '../life/row.ts'
import { type Proposal, proposalShapes } from './contract.ts'
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
  during: open,
  readBefore: async (ctx, { change, proposal }) => {
    const { filed, stands } = await readStretch(ctx, change, proposal.corrects)
    return { ...inOrder(filed, stands.values), effective_on: stands.on }
  },
  readAfter: async (_ctx, { proposal: { is, on } }) => ({ ...is.proposal, effective_on: on }),
  check: checkCorrection,
  apply: async (ctx, { change, proposal: { corrects, on, is } }) => {
    const { stands, until } = await readStretch(ctx, change, corrects)
    const note = change.number!
    const days = { was_on: stands.on, on, until }
    if (is.kind === 'name')
      await correctName(ctx, {
        ...{ ...days, id: change.org_id, note, is: is.proposal },
        was: stands.values as Proposal<'name'>,
      })
    else await correctPremises(ctx, { ...days, org_id: change.org_id, note, is: is.proposal })
    await keepCorrection(ctx, {
      ...{ ...days, id: change.org_id, item: is.kind, number: note, link: linkOf(change.id) },
    })
  },
})

async function checkCorrection(ctx: Ctx, { organisation, change, proposal }: Correcting): Promise<void> {
  const { corrects, on, is } = proposal
  const filed = await findFiled(ctx, change, corrects)
  if (!filed || filed.kind !== is.kind || filed.state !== 'completed')
    throw refused('establishment.change.errors.corrects_nothing')
  const { since, until } = await readStretch(ctx, change, corrects)
  const today = todayAt(ctx, organisation)
  if (on > today) throw refused('establishment.change.errors.corrected_ahead', { today })
  if ((since !== null && on <= since) || (until !== null && on >= until))
    throw refused('establishment.change.errors.corrected_across', {
      day: on <= (since ?? '') ? since : until,
    })
}

/** Fields in the order of the form: what is stored has none. */
const inOrder = ({ kind }: Change, values: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(proposalShapes[kind].shape).map((field) => [field, values[field] ?? null]))
