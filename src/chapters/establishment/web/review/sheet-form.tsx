import { acceptedFiles } from '../../../../kernel/files/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DraftNote } from '../../../../kernel/web/form/draft-note.tsx'
import { LeaveGuard } from '../../../../kernel/web/form/leave-guard.tsx'
import { FileDrop } from '../../../../kernel/web/pieces/file-drop.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { addEvidence, conditions, type ReviewSheet } from '../../application/review/contract.ts'
import { filesOf } from '../record/all-files.tsx'
import { ConfirmScore } from './confirm-score.tsx'
import { ScoreField } from './score-field.tsx'
import { SheetConflictDialog } from './sheet-conflict.tsx'
import { SheetText } from './sheet-text.tsx'
import { useSheet } from './use-sheet.ts'
import '../../../../kernel/web/form/form-page.css'

type Props = { application: ApplicationPage; sheet: ReviewSheet }

/** The reviewer's sheet: each condition with score, evidence and note; then feasibility, need and opinion. */
export function SheetForm({ application, sheet }: Props) {
  const { t } = useWords()
  const { written, missing, conflict, autosave, setText, setCondition, settle, leave } = useSheet(
    application,
    sheet,
  )
  const files = filesOf(application)
  return (
    <div className="sheet">
      <p className="muted">{t('establishment.sheet.scale')}</p>
      {conditions.map((condition) => (
        <ScoreField
          key={condition}
          condition={condition}
          clause={sheet.clauses[condition]}
          given={written.conditions[condition]}
          files={files}
          notice={
            sheet.to_confirm.includes(condition) && (
              <ConfirmScore
                application_id={application.id}
                version={sheet.version}
                condition={condition}
                flush={autosave.flush}
              />
            )
          }
          change={(part) => setCondition(condition, part)}
        />
      ))}
      <FileDrop
        endpoint={addEvidence}
        input={{ params: { id: application.id } }}
        accept={acceptedFiles}
        camera
        label={t('establishment.sheet.add_evidence')}
      />
      {(['feasibility', 'need', 'opinion'] as const).map((name) => (
        <SheetText
          key={name}
          id={`review-${name}`}
          word={t(`establishment.sheet.${name}`)}
          value={written[name]}
          set={(text) => setText(name, text)}
        />
      ))}
      <div className="sheet-foot">
        <Missing missing={missing} />
        <DraftNote draft={autosave.draft} retry={() => void autosave.flush()} />
      </div>
      <LeaveGuard when={autosave.unsaved} secure={autosave.secure} />
      {conflict && <SheetConflictDialog conflict={conflict} files={files} settle={settle} leave={leave} />}
    </div>
  )
}

/** What keeps the review from being concluded, in the server's words. */
function Missing({ missing }: Pick<ReviewSheet, 'missing'>) {
  const { t } = useWords()
  if (missing.length === 0) return <p className="sheet-ready">{t('establishment.sheet.complete')}</p>
  return (
    <div className="sheet-missing">
      <p>{t('establishment.sheet.missing')}</p>
      <ul>
        {missing.map(({ path, message }) => (
          <li key={path}>{message}</li>
        ))}
      </ul>
    </div>
  )
}
