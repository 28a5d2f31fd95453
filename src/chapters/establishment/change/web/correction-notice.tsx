import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ChangePage } from '../contract.ts'
import '../../web/notice.css'

/** Which filing it corrects, and what corrected it since; each stays as it was filed. */
export function CorrectionNotice({ change: { corrects, corrected_by } }: { change: ChangePage }) {
  const { t } = useWords()
  const lines = [
    ...(corrects ? [{ ...corrects, word: 'corrects' as const }] : []),
    ...corrected_by.map((one) => ({ ...one, word: 'corrected_by' as const })),
  ]
  return lines.map(({ id, number, word }) => (
    <p key={id} className="form-notice">
      <Link to={`/establishment/changes/${id}` as string}>
        {t(`establishment.change.page.${word}`, { number: number ?? '' })}
      </Link>
    </p>
  ))
}
