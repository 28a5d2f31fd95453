import type { Change } from '../life/row.ts'
import type { ChangeKind } from './contract.ts'
import type { Given, Kind } from './kind.ts'
import { close, resume, suspend } from './life.ts'
import { name } from './name.ts'
import { parent } from './parent.ts'
import { premises, scope } from './premises.ts'
import { restore } from './restore.ts'

/** Every kind of filing of change. */
export const kinds: Record<ChangeKind, Kind> = {
  ...{ name, scope, premises, parent },
  ...{ suspend, resume, close, restore },
}

/** What a kind is asked about. */
export const givenOf = (organisation: Given['organisation'], change: Change): Given => ({
  ...{ organisation, change, proposal: change.proposal },
})
