import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../call-problem.ts'
import { usePageTitle } from '../page-title.ts'
import { SectionNav } from '../pieces/section-nav.tsx'
import { DraftNote } from './draft-note.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FormBody } from './form-body.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import type { useAutosave } from './use-autosave.ts'
import type { HouseForm } from './use-form.ts'
import { useSectionStates } from './use-section-states.ts'
import './form-page.css'

export type FormSection = {
  id: string
  title: string
  /** One sentence under the title: what this section is for. */
  text?: ReactNode
  /** Fields whose completeness is shown; `staffing` covers its lines. */
  fields: string[]
  content: ReactNode
  /** Complete by something outside the fields, such as files. */
  complete?: boolean
}

type Props<S extends z.ZodType> = {
  form: HouseForm<S>
  title: string
  /** Under the title: what happens after submitting, how long it takes. */
  intro?: ReactNode
  sections: FormSection[]
  /** The verb of the button: "Submit application". */
  submit: string
  onSubmit: (values: z.input<S>) => unknown
  saving: boolean
  problem?: CallProblem | undefined
  /** Drafts kept by themselves; without it leaving asks as soon as something was typed. */
  autosave?: ReturnType<typeof useAutosave<Record<string, unknown>>>
  /** Beside the submit button: cancel, discard draft. */
  others?: ReactNode
}

/** A form in the house's way: see design.md, "Form". */
export function FormPage<S extends z.ZodType>(props: Props<S>) {
  const { form, title, intro, sections, submit, onSubmit, saving, problem, autosave, others } = props
  const { t } = useWords()
  usePageTitle(title)
  const states = useSectionStates(form, sections)
  const done = states.filter((state) => state === 'done').length
  const several = sections.length > 1
  // What is submitted is what was kept: an open draft goes first, and one that can't be kept holds the submit.
  const submitKept = async (values: z.input<S>) => {
    if (autosave && !(await autosave.flush())) return
    await onSubmit(values)
  }
  return (
    <FormBody form={form} long onSubmit={submitKept} {...(autosave ? { onChange: autosave.change } : {})}>
      <div className={`form-page${several ? ' has-nav' : ''}`}>
        <header className="form-head">
          <h1>{title}</h1>
          {intro && <p className="muted">{intro}</p>}
        </header>
        {several && (
          <div className="form-nav">
            <p className="form-progress">{t('web.form.progress', { done, total: sections.length })}</p>
            <SectionNav
              sections={sections.map(({ id, title: word }, index) => ({
                id,
                title: word,
                state: states[index] ?? 'missing',
              }))}
            />
          </div>
        )}
        <div className="form-main">
          <ErrorSummary form={form} problem={problem} />
          {sections.map(({ id, title: word, text, content }) => (
            <section key={id} id={id} className="form-section" aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`}>{word}</h2>
              {text && <p className="form-section-text">{text}</p>}
              {content}
            </section>
          ))}
        </div>
        <footer className="form-foot">
          {autosave && <DraftNote draft={autosave.draft} retry={() => void autosave.flush()} />}
          <div className="form-buttons">
            {others}
            <Button type="primary" htmlType="submit" loading={saving}>
              {submit}
            </Button>
          </div>
        </footer>
      </div>
      <LeaveGuard
        when={!saving && (autosave ? autosave.unsaved : form.dirty)}
        {...(autosave ? { secure: autosave.secure } : {})}
      />
    </FormBody>
  )
}
