import type { Template } from '../../templates/contract.ts'

export const standingOf = ({ withdrawn_at }: Pick<Template, 'withdrawn_at'>) =>
  withdrawn_at === null
    ? ({ tone: 'done', standing: 'in_force' } as const)
    : ({ tone: 'closed', standing: 'withdrawn' } as const)
