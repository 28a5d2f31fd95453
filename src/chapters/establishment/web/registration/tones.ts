import type { Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { Registration } from '../../application/registration/contract.ts'

/** How each state of a registration is marked, wherever it is shown. */
export const registrationTones: Record<Registration['state'], Tone> = {
  running: 'progress',
  due_soon: 'waiting',
  overdue: 'overdue',
  filed: 'done',
  filed_late: 'done',
}
