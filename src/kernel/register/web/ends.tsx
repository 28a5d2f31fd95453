import { useWords } from '../../language/web/words.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import type { Register } from '../contract.ts'
import type { Row } from './row.ts'

/** From so many days on it is time to renew. */
const soon = 60

/** Whether a record still holds, and for how long, by its day with `until`. */
export function useStanding(register: Register): (row: Row) => { tone: Tone; word: string } {
  const { t } = useWords()
  const key = Object.keys(register.fields).find((field) => {
    const declared = register.fields[field]
    return declared?.kind === 'day' && declared.until
  })
  return (row) => {
    const left = key && row.days_left[key]
    if (!key) return { tone: 'done', word: t('register.record.on_record') }
    if (typeof left !== 'number' || left > soon) return { tone: 'done', word: t('register.record.valid') }
    if (left < 0) return { tone: 'overdue', word: t('register.record.ended', { count: -left }) }
    if (left === 0) return { tone: 'waiting', word: t('register.record.ends_today') }
    return { tone: 'waiting', word: t('register.record.ends_soon', { count: left }) }
  }
}

export function StandingChip({ register, row, plain }: { register: Register; row: Row; plain?: boolean }) {
  return <StateChip {...useStanding(register)(row)} {...(plain ? { plain: true } : {})} />
}
