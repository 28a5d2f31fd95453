import type { ReturnOf } from '../../http/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import type { readRequest } from '../request/contract.ts'

type Request = ReturnOf<typeof readRequest>
type Step = Request['steps'][number]
type Signer = Step['signers'][number]
type Tally = NonNullable<Step['tally']>

/** How a request, its steps, its signers and its arithmetic are put into words: the same on every page. */
export function useApprovalWords() {
  const { t } = useWords()
  return {
    request: (state: Request['state']) => t(`approvals.states.request.${state}`),
    step: (state: Step['state']) => t(`approvals.states.step.${state}`),
    parked: (reason: NonNullable<Step['park_reason']>) => t(`approvals.states.park_reason.${reason}`),
    signer: (state: Signer['state']) => t(`approvals.states.signer.${state}`),
    reason: (reason: NonNullable<Signer['reason']>) => t(`approvals.states.reason.${reason}`),
    origin: (origin: Signer['origin']) => t(`approvals.states.origin.${origin}`),
    operation: (operation: Request['can'][number]) => t(`approvals.operations.${operation}`),
    mode: (mode: Tally['mode']) => t(`approvals.modes.name.${mode}`),
    /** The rule with its numbers, the votes counted, and what follows. */
    tally: (tally: Tally) =>
      [
        t(`approvals.modes.rule.${tally.mode}`, { ...tally, percent: tally.percent ?? 100 }),
        t('approvals.modes.count', tally),
        t(`approvals.modes.result.${tally.result}`),
      ] as const,
  }
}
