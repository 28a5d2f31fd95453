import { useWords } from '../../../../kernel/language/web/words.tsx'
import { StateChip, type Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { Paper } from '../../application/papers/contract.ts'

/** Title and standing of a document of the checklist. */
export function PaperHead({ paper, wanted = false }: { paper: Paper; wanted?: boolean }) {
  const { t } = useWords()
  const { title, required, state } = paper
  const none = state === 'missing' && !required
  return (
    <div className="paper-head">
      <strong>{title}</strong>
      <span className="faint">
        {t(required ? 'establishment.form.paper.required' : 'establishment.form.paper.optional')}
      </span>
      {wanted && <span className="paper-wanted">{t('establishment.form.paper.wanted')}</span>}
      <span className="paper-state">
        <StateChip
          plain
          tone={toneOf(paper)}
          word={t(none ? 'establishment.form.paper.none' : `establishment.form.paper.${state}`)}
        />
      </span>
    </div>
  )
}

function toneOf({ state, required }: Paper): Tone {
  if (state === 'present') return 'done'
  if (state === 'expired') return 'overdue'
  return required ? 'waiting' : 'draft'
}
