import { Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { type Condition, type ConditionScore, passScore } from '../../application/review/contract.ts'
import type { NamedFile } from '../record/all-files.tsx'
import { ConditionHead } from './condition-head.tsx'

type Props = {
  condition: Condition
  clause: string
  given: ConditionScore
  files: NamedFile[]
  /** What stands above the fields: that the applicant changed what this is about. */
  notice?: ReactNode
  change: (part: Partial<ConditionScore>) => void
}

const points = [0, 1, 2, 3, 4, 5]

/** One condition: points of five, the files it rests on, a note. */
export function ScoreField({ condition, clause, given, files, notice, change }: Props) {
  const { t } = useWords()
  const word = t(`establishment.sheet.condition.${condition}`)
  const { score, evidence, note } = given
  const passed = score !== null && score >= passScore
  return (
    <section className="sheet-condition">
      <ConditionHead condition={condition} clause={clause}>
        {score !== null && (
          <StateChip
            plain
            tone={passed ? 'done' : 'refused'}
            word={t(passed ? 'establishment.sheet.passed' : 'establishment.sheet.failed')}
          />
        )}
      </ConditionHead>
      {notice}
      <div className="sheet-fields">
        <Radio.Group
          id={`review-${condition}-score`}
          aria-label={t('establishment.sheet.score_of', { condition: word })}
          optionType="button"
          className="sheet-points"
          value={score}
          options={points.map((point) => ({ value: point, label: point }))}
          onChange={({ target }) => change({ score: target.value as number })}
        />
        <Select
          id={`review-${condition}-evidence`}
          mode="multiple"
          aria-label={t('establishment.sheet.evidence_of', { condition: word })}
          placeholder={t('establishment.sheet.evidence_choose')}
          value={evidence}
          options={files.map(({ id, name, title }) => ({
            value: id,
            label: title ? `${title} · ${name}` : name,
          }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(next: string[]) => change({ evidence: next })}
        />
        <Input.TextArea
          aria-label={t('establishment.sheet.note_of', { condition: word })}
          placeholder={t('establishment.sheet.note')}
          value={note}
          autoSize={{ minRows: 1, maxRows: 8 }}
          maxLength={5000}
          onChange={({ target }) => change({ note: target.value })}
        />
      </div>
    </section>
  )
}
