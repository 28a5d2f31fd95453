import { useWords } from '../../../../kernel/language/web/words.tsx'
import { fileUrl } from '../../../../kernel/web/call.ts'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { downloadFile } from '../../application/papers/contract.ts'
import {
  type Condition,
  type ConditionScore,
  conditions,
  passScore,
  type ReviewSheet,
} from '../../application/review/contract.ts'
import { filesOf } from '../record/all-files.tsx'
import { ConditionHead } from './condition-head.tsx'

type Props = { application: ApplicationPage; sheet: ReviewSheet }

export function SheetRead({ application, sheet }: Props) {
  const { t, formats } = useWords()
  const { clauses, feasibility, need, opinion, concluded_at, conditions_passed } = sheet
  return (
    <div className="sheet">
      {concluded_at && (
        <p className="sheet-concluded">
          {conditions_passed !== null && (
            <strong>{t('establishment.sheet.passed_count', { count: conditions_passed })}</strong>
          )}{' '}
          <span className="muted">
            {t('establishment.sheet.concluded', { at: formats.dateTime(concluded_at) })}
          </span>
        </p>
      )}
      {conditions.map((condition) => (
        <ScoreRead
          key={condition}
          application={application}
          condition={condition}
          clause={clauses[condition]}
          given={sheet.conditions[condition]}
          outdated={sheet.to_confirm.includes(condition)}
        />
      ))}
      <Facts
        facts={[
          { word: t('establishment.sheet.feasibility'), value: feasibility, wide: true },
          { word: t('establishment.sheet.need'), value: need, wide: true },
          { word: t('establishment.sheet.opinion'), value: opinion, wide: true },
        ]}
      />
    </div>
  )
}

type ScoreProps = {
  application: ApplicationPage
  condition: Condition
  clause: string
  given: ConditionScore
  /** The applicant changed what it was given for, while the approval runs. */
  outdated: boolean
}

function ScoreRead({ application, condition, clause, given, outdated }: ScoreProps) {
  const { score, evidence, note } = given
  const { t } = useWords()
  const files = filesOf(application).filter(({ id }) => evidence.includes(id))
  const passed = score !== null && score >= passScore
  return (
    <section className="sheet-condition">
      <ConditionHead condition={condition} clause={clause}>
        {outdated && <StateChip plain tone="waiting" word={t('establishment.sheet.given_before')} />}
        {score === null ? (
          <span className="faint">{t('establishment.sheet.not_scored')}</span>
        ) : (
          <>
            <span className="number">{t('establishment.sheet.points', { score })}</span>
            <StateChip
              plain
              tone={passed ? 'done' : 'refused'}
              word={t(passed ? 'establishment.sheet.passed' : 'establishment.sheet.failed')}
            />
          </>
        )}
      </ConditionHead>
      {note && <p className="sheet-note">{note}</p>}
      <p className="sheet-evidence">
        <span className="faint">{t('establishment.sheet.evidence')}</span>
        {files.length === 0 && <span className="faint">{t('establishment.sheet.evidence_none')}</span>}
        {files.map(({ id, name, title }) => (
          <a
            key={id}
            href={fileUrl(downloadFile, { params: { id: application.id, file_id: id } })}
            download={name}
          >
            {title ?? name}
          </a>
        ))}
      </p>
    </section>
  )
}
