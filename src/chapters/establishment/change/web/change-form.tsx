import { Button, Input } from 'antd'
import { useRef } from 'react'
import { z } from 'zod'
import { useChoosing } from '../../../../kernel/approvals/web/use-choosing.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormPage } from '../../../../kernel/web/form/form-page.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ChangePage, changeTerms, createChange, editChange, submitChange } from '../contract.ts'
import { type ChangeKind, type Proposal, proposalShapes, type What } from '../kinds/contract.ts'
import { useChangeTitle } from './change-words.tsx'
import { KindFields } from './kind-fields.tsx'
import { touched } from './touched.ts'

type Props = {
  org: { id: string; name: string; name_en: string | null }
  /** Of a correction: what the corrected filing was about. */
  kind: Exclude<ChangeKind, 'correction'>
  /** The filing that is corrected. */
  corrects?: string
  /** Today, where the organisation is. */
  today: string
  /** What was kept of it before. */
  draft?: ChangePage
  /** What holds now, where a new filing begins. */
  holds?: Record<string, unknown>
}

/** What is to change, from when, why and how; kept as a draft, or handed in at once. */
export function ChangeForm({ org, kind, corrects, today, draft, holds = {} }: Props) {
  const { t } = useWords()
  const title = useChangeTitle()
  const form = useForm(
    shapeOf(kind, corrects !== undefined),
    draft
      ? initialOf(draft)
      : { ...holds, proposal: (corrects ? holds.proposal : holds) as NonNullable<Values['proposal']> },
  )
  const hand = useHandIn({ org_id: org.id, kind, corrects, draft, form })
  const judged = draft?.state === 'in_review'
  return (
    <FormPage
      form={form}
      title={title(corrects ? 'correction' : kind, org)}
      intro={t(judged ? 'establishment.change.form.intro_judged' : 'establishment.change.form.intro')}
      sections={[
        {
          id: 'what',
          title: t('establishment.change.form.what'),
          fields: Object.keys(proposalShapes[kind].shape).map((field) => `proposal.${field}`),
          content: (
            <>
              {corrects && <CorrectedOn today={today} />}
              <KindFields kind={kind} org_id={org.id} />
            </>
          ),
        },
        {
          id: 'terms',
          title: t('establishment.change.form.section'),
          fields: ['effective_on', 'reason', 'plan'],
          content: <Terms {...(corrects ? {} : { today })} />,
        },
      ]}
      submit={t(judged ? 'establishment.change.form.save' : 'establishment.change.form.submit')}
      onSubmit={(values) => hand.run(values, { submit: !judged })}
      saving={hand.saving}
      problem={hand.problem}
      others={
        !judged && (
          <Button
            disabled={hand.saving}
            onClick={() => {
              const values = form.check()
              if (values !== undefined) void hand.run(values, { submit: false })
            }}
          >
            {t('establishment.change.form.keep')}
          </Button>
        )
      }
    />
  )
}

function CorrectedOn({ today }: { today: string }) {
  const { t } = useWords()
  return (
    <Field
      name="on"
      label={t('establishment.change.form.corrected_on')}
      help={t('establishment.change.form.corrected_on_help')}
    >
      <DayField to={today} />
    </Field>
  )
}

/** Without a day where there is none to choose. */
function Terms({ today }: { today?: string }) {
  const { t } = useWords()
  return (
    <>
      {today && (
        <Field
          name="effective_on"
          label={t('establishment.change.field.effective_on')}
          help={t('establishment.change.form.effective_help')}
        >
          <DayField from={today} />
        </Field>
      )}
      <Field
        name="reason"
        label={t('establishment.change.field.reason')}
        help={t('establishment.change.form.reason_help')}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Field>
      <Field
        name="plan"
        label={t('establishment.change.field.plan')}
        help={t('establishment.change.form.plan_help')}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Field>
    </>
  )
}

const shapeOf = (kind: ChangeKind, corrects: boolean) =>
  changeTerms.extend({
    on: corrects ? z.iso.date() : z.iso.date().optional(),
    effective_on: changeTerms.shape.effective_on.optional(),
    proposal: proposalShapes[kind] as z.ZodObject,
  })
type Values = z.input<ReturnType<typeof shapeOf>>

function initialOf({ kind, effective_on, reason, plan, proposal }: ChangePage): Partial<Values> {
  const { on, is } = proposal as Proposal<'correction'>
  return {
    ...{ effective_on, reason, plan },
    ...(kind === 'correction' ? { on } : {}),
    proposal: (kind === 'correction' ? is.proposal : proposal) as NonNullable<Values['proposal']>,
  }
}

type Handing = {
  org_id: string
  kind: ChangeKind
  corrects: string | undefined
  draft: ChangePage | undefined
  form: ReturnType<typeof useForm<ReturnType<typeof shapeOf>>>
}

/** Keeps the draft first; handing in is a step of its own, so that a refusal loses nothing. */
function useHandIn({ org_id, kind, corrects, draft, form }: Handing) {
  const go = useGo()
  const kept = useRef<{ id: string; version: number } | undefined>(draft)
  const create = useSave(createChange, { form, invalidates: touched })
  const edit = useSave(editChange, { form, invalidates: touched })
  const submit = useSave(submitChange, { form, invalidates: touched, asks: useChoosing() })
  const run = async (
    { effective_on = null, on, reason, plan, proposal = {} }: Values,
    { submit: send }: { submit: boolean },
  ) => {
    const what = (
      corrects
        ? { kind: 'correction', proposal: { corrects, on, is: { kind, proposal } } }
        : { kind, proposal }
    ) as What
    const terms = { effective_on, reason, plan, what }
    const saved = kept.current
      ? await edit.save({
          params: { id: kept.current.id },
          body: { version: kept.current.version, ...terms },
        })
      : await create.save({ params: { id: org_id }, body: terms })
    if (!saved.ok) return
    kept.current = saved.answer
    const { id, version } = saved.answer
    if (send) {
      const sent = await submit.save({ params: { id }, body: { version } })
      // What keeps an organisation from closing stands on the page of the filing, and shrinks there as it is settled.
      if (!sent.ok && sent.problem?.code !== 'establishment.change.errors.closing_blocked') return
    }
    go(`/establishment/changes/${id}`, { replace: true })
  }
  return {
    run,
    saving: create.saving || edit.saving || submit.saving,
    problem: create.problem ?? edit.problem ?? submit.problem,
  }
}
