import type { Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ComplaintImport } from '../../intake/contract.ts'
import type { Verdict } from '../../intake/words/contract.ts'

export const tones: Record<ComplaintImport['state'], Tone> = {
  mapped: 'draft',
  checked: 'waiting',
  imported: 'done',
}

export const verdictTones: Record<Verdict, Tone> = {
  create: 'progress',
  same: 'done',
  doubtful: 'waiting',
  refused: 'refused',
}
