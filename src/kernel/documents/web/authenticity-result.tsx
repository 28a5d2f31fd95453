import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import type { Authenticity } from '../contract.ts'

const tones = { genuine: 'issued', voided: 'closed', unknown: 'refused' } as const

export function AuthenticityResult({ name, answer }: { name?: string; answer: Authenticity }) {
  const { t } = useWords()
  return (
    <section className="card issued-document" role="status">
      <header>
        <StateChip tone={tones[answer.result]} word={t(`documents.check.${answer.result}`)} />
        {name && <span>{name}</span>}
      </header>
      <p>{t(`documents.check.${answer.result}_text`)}</p>
      <Facts
        facts={[
          ...(answer.result === 'unknown'
            ? []
            : [
                { word: t('documents.check.number'), value: answer.number },
                { word: t('documents.check.organisation'), value: answer.organisation_name },
                { word: t('documents.document.issued_at'), value: <When at={answer.issued_at} exact /> },
                answer.voided_at !== null && {
                  word: t('documents.document.voided_at'),
                  value: <When at={answer.voided_at} exact />,
                },
              ]),
          { word: 'SHA-256', value: <code className="hash">{answer.sha256}</code>, wide: true },
        ]}
      />
    </section>
  )
}
