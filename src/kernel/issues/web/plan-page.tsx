import { Input } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { LinesField } from '../../web/form/lines-field.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo, useParam } from '../../web/navigation.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { type IssuePage, listIssuePeople, planIssue, planned, readIssue } from '../acts/contract.ts'
import { IssueNotNow } from './issue-not-now.tsx'
import { touched } from './use-issue-actions.ts'

/** The rectification plan: the cause, and measures each with who and by when. */
export function PlanPage() {
  const id = useParam('id')
  const query = useCall(readIssue, { params: { id } }, { fresh: Number.POSITIVE_INFINITY })
  return (
    <Loaded of={query} kind="record">
      {(issue) => (issue.can.includes('plan') ? <Plan issue={issue} /> : <IssueNotNow id={id} />)}
    </Loaded>
  )
}

function Plan({ issue }: { issue: IssuePage }) {
  const { t, formats } = useWords()
  const go = useGo()
  const nameOf = usePersonName()
  const { id, version, plan, measures, due_on, responsible, org } = issue
  const people = useCall(listIssuePeople, { params: { org_id: org.id } }, { fresh: 60_000 })
  const blank = { what: '', person_id: responsible?.id ?? null, due_on }
  const left = measures
    .filter(({ done_at }) => done_at === null)
    .map(({ what, person, due_on: by }) => ({ what, person_id: person.id, due_on: by }))
  const form = useForm(planned, { plan, measures: (left.length > 0 ? left : [blank]) as never })
  const { save, saving, problem } = useSave(planIssue, {
    form,
    invalidates: touched,
    onDone: () => go(`/issues/${id}`, { replace: true }),
  })
  const options = people.data?.measure.map((person) => ({ value: person.id, word: nameOf(person) })) ?? []
  return (
    <FormPage
      form={form}
      title={t('issues.form.plan_of', { number: issue.number })}
      intro={t('issues.form.plan_intro', { due_on: formats.date(due_on) })}
      submit={t('issues.form.save_plan')}
      saving={saving}
      problem={problem}
      onSubmit={(values) => save({ params: { id }, body: { version, ...values } })}
      sections={[
        {
          id: 'plan',
          title: t('issues.page.plan'),
          fields: ['plan', 'measures'],
          content: (
            <>
              <Field name="plan" label={t('issues.form.cause')} help={t('issues.form.cause_help')}>
                <Input.TextArea autoSize={{ minRows: 4 }} maxLength={4000} />
              </Field>
              <LinesField
                name="measures"
                label={t('issues.form.measures')}
                help={t('issues.form.measures_help')}
                blank={blank}
                add={t('issues.form.add_measure')}
                columns={[
                  { key: 'what', title: t('issues.form.measure'), kind: 'text', length: 1000 },
                  { key: 'person_id', title: t('issues.form.who_does'), kind: 'choice', width: 160, options },
                  { key: 'due_on', title: t('issues.form.by_when'), kind: 'day', width: 160 },
                ]}
              />
            </>
          ),
        },
      ]}
    />
  )
}
