import { useWords } from '../../language/web/words.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo, useParam } from '../../web/navigation.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { editIssue, type IssuePage, readIssue } from '../acts/contract.ts'
import { WhatFields, WhoFields } from './issue-form.tsx'
import { IssueNotNow } from './issue-not-now.tsx'
import { touched } from './use-issue-actions.ts'

const shape = editIssue.body.omit({ version: true })

/** Corrects an issue, or names somebody else for it. */
export function EditIssuePage() {
  const id = useParam('id')
  const query = useCall(readIssue, { params: { id } }, { fresh: Number.POSITIVE_INFINITY })
  return (
    <Loaded of={query} kind="record">
      {(issue) => (issue.can.includes('edit') ? <EditIssue issue={issue} /> : <IssueNotNow id={id} />)}
    </Loaded>
  )
}

function EditIssue({ issue }: { issue: IssuePage }) {
  const { t } = useWords()
  const go = useGo()
  const { id, version, title, description, severity, clause, responsible, verifier } = issue
  const told = issue.kind === 'issues.kind.written' ? undefined : issue.what
  const form = useForm(shape, {
    ...{ title, description, severity, clause },
    ...{ responsible_id: responsible?.id ?? null, verifier_id: verifier?.id ?? null },
  })
  const { save, saving, problem } = useSave(editIssue, {
    form,
    invalidates: touched,
    onDone: () => go(`/issues/${id}`, { replace: true }),
  })
  return (
    <FormPage
      form={form}
      title={t('issues.form.edit', { number: issue.number })}
      submit={t('issues.form.save')}
      saving={saving}
      problem={problem}
      onSubmit={(values) => save({ params: { id }, body: { version, ...values } })}
      sections={[
        {
          id: 'what',
          title: t('issues.form.what'),
          fields: ['title', 'description', 'severity'],
          content: <WhatFields told={told} />,
        },
        {
          id: 'who',
          title: t('issues.form.who'),
          fields: [],
          complete: true,
          content: <WhoFields org_id={issue.org.id} />,
        },
      ]}
    />
  )
}
