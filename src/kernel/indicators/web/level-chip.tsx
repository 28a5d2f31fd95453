import { useWords } from '../../language/web/words.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import type { ShownLevel } from '../contract.ts'

const tones: Record<ShownLevel, Tone> = {
  green: 'done',
  amber: 'waiting',
  red: 'overdue',
  stale: 'refused',
  none: 'closed',
}

/** A level as a word, a shape and a colour; stale is never shown as green. */
export function LevelChip({ level, plain = true }: { level: ShownLevel; plain?: boolean }) {
  const { t } = useWords()
  return <StateChip plain={plain} tone={tones[level]} word={t(`indicators.page.level.${level}`)} />
}
