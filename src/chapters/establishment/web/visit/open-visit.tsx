import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { SurveyForm } from '../../../../kernel/forms/web/survey-form.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DraftNote } from '../../../../kernel/web/form/draft-note.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import type { SiteVisit } from '../../application/visit/contract.ts'
import { PhotoPart } from './photo-part.tsx'
import { ReplanDialog } from './replan-dialog.tsx'
import { usePhotoQueue } from './use-photo-queue.ts'
import { useVisitDraft } from './use-visit-draft.ts'
import { VisitConflictDialog } from './visit-conflict.tsx'
import { VisitFoot } from './visit-foot.tsx'
import { VisitHead } from './visit-head.tsx'
import '../../../../kernel/web/form/form-page.css'

type Props = { application: ApplicationPage; visit: SiteVisit }

/** A visit while it is being made. */
export function OpenVisit({ application, visit }: Props) {
  const { t } = useWords()
  const noteId = useId()
  const draft = useVisitDraft(application, visit)
  const queue = usePhotoQueue({ id: application.id, visit_id: visit.id }, draft.withPhoto)
  const [replanning, replan] = useState(false)
  const { written, round, offline, autosave, conflict } = draft
  return (
    <article className="visit-page is-open">
      <VisitHead
        application={application}
        visit={visit}
        tools={
          <Button type="link" size="small" className="visit-replan" onClick={() => replan(true)}>
            {t('establishment.visit_page.change_plan')}
          </Button>
        }
      />
      <section className="visit-part" id="checklist">
        <h2>{t('establishment.visit_page.checklist')}</h2>
        <SurveyForm
          key={round}
          version={{ id: visit.id, json: visit.form }}
          answers={written.answers}
          onChange={(answers) => draft.change({ answers })}
        />
      </section>
      <PhotoPart application={application} visit={visit} draft={draft} queue={queue} />
      <section className="visit-part" id="note">
        <label htmlFor={noteId} className="visit-label">
          {t('establishment.visit_page.note')}
        </label>
        <p className="muted">{t('establishment.visit_page.note_help')}</p>
        <Input.TextArea
          id={noteId}
          value={written.note}
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={5000}
          onChange={({ target }) => draft.change({ note: target.value })}
        />
      </section>
      <div className="visit-draft">
        {offline ? (
          <p className="draft-note" role="status">
            {t('establishment.visit_page.kept')}
          </p>
        ) : (
          <DraftNote draft={autosave.draft} retry={() => void autosave.flush()} />
        )}
      </div>
      <VisitFoot {...{ application, visit, draft, queue }} replan={() => replan(true)} />
      {replanning && (
        <ReplanDialog application={application} visit={visit} draft={draft} close={() => replan(false)} />
      )}
      {conflict && (
        <VisitConflictDialog
          form={visit.form}
          conflict={conflict}
          settle={draft.settle}
          leave={draft.leave}
        />
      )}
    </article>
  )
}
