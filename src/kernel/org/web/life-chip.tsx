import { useWords } from '../../language/web/words.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import type { OrganisationLife } from '../contract.ts'

/** The tone of each stage of an organisation's life. */
export const lifeTones: Record<OrganisationLife, Tone> = {
  proposed: 'draft',
  preparing: 'progress',
  active: 'done',
  suspended: 'waiting',
  closed: 'closed',
}

export function LifeChip({ life, plain }: { life: OrganisationLife; plain?: boolean }) {
  const { t } = useWords()
  return <StateChip tone={lifeTones[life]} word={t(`org.life.${life}`)} {...(plain ? { plain: true } : {})} />
}
