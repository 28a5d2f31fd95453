import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ConflictDialog } from '../../../../kernel/web/form/conflict-dialog.tsx'
import {
  type Condition,
  type ConditionScore,
  conditions,
  type Sheet,
} from '../../application/review/contract.ts'
import type { NamedFile } from '../record/all-files.tsx'
import type { SheetConflict } from './use-sheet.ts'

type Row = Record<string, unknown>
type Props = {
  conflict: SheetConflict
  files: NamedFile[]
  settle: (chosen: Sheet) => void
  leave: () => void
}

/** Somebody else wrote into the sheet: both versions, condition by condition. */
export function SheetConflictDialog({ conflict, files, settle, leave }: Props) {
  const { t, formats } = useWords()
  const nameOf = (id: string) => files.find((file) => file.id === id)?.name ?? id
  const show = ({ score, evidence, note }: ConditionScore) => (
    <>
      <p>
        {score === null ? t('establishment.sheet.not_scored') : t('establishment.sheet.points', { score })}
        {evidence.length > 0 && ` · ${formats.list(evidence.map(nameOf))}`}
      </p>
      {note && <p>{note}</p>}
    </>
  )
  return (
    <ConflictDialog
      base={spread(conflict.base)}
      mine={spread(conflict.mine)}
      theirs={spread(conflict.theirs)}
      fields={[
        ...conditions.map((key) => ({
          key,
          word: t(`establishment.sheet.condition.${key}`),
          show: (value: unknown) => show(value as ConditionScore),
        })),
        ...(['feasibility', 'need', 'opinion'] as const).map((key) => ({
          key,
          word: t(`establishment.sheet.${key}`),
        })),
      ]}
      onChoose={(chosen) => settle(gather(chosen))}
      onCancel={leave}
    />
  )
}

const spread = ({ conditions: scores, ...texts }: Sheet): Row => ({ ...scores, ...texts })

function gather(row: Row): Sheet {
  const scores = Object.fromEntries(conditions.map((key) => [key, row[key]]))
  return {
    conditions: scores as Record<Condition, ConditionScore>,
    feasibility: String(row.feasibility ?? ''),
    need: String(row.need ?? ''),
    opinion: String(row.opinion ?? ''),
  }
}
