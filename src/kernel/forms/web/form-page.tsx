import { App } from 'antd'
import { useState } from 'react'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { useParam } from '../../web/navigation.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { VersionList } from '../../web/pieces/version-list.tsx'
import type { RecordAction } from '../../web/record/actions.ts'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { type FormPage as Form, publishForm, readForm, readFormVersion } from '../contract.ts'
import { SurveyForm } from './survey-form.tsx'

/** A form with its versions; the one chosen is shown as those who answer it see it. */
export function FormRecordPage() {
  const found = useCall(readForm, { params: { id: useParam('id') } })
  return <Loaded of={found}>{(form) => <Shown form={form} />}</Loaded>
}

function Shown({ form }: { form: Form }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const title = useTitle()
  const inForce = form.versions.find(({ published_at }) => published_at !== null)
  const draft = form.versions.find(({ published_at }) => published_at === null)
  const [chosen, choose] = useState<string>()
  const shown = chosen ?? inForce?.id ?? draft?.id ?? ''
  const version = useCall(readFormVersion, { params: { id: shown } }, { enabled: shown !== '', keep: true })
  const drafted = useCall(
    readFormVersion,
    { params: { id: draft?.id ?? '' } },
    { enabled: draft !== undefined },
  )
  const publishing = useSave(publishForm, {
    quiet: true,
    invalidates: ['forms'],
    onDone: ({ id }) => {
      choose(id)
      message.success(t('forms.page.published'))
    },
  })
  const actions: RecordAction[] = draft
    ? [
        {
          key: 'publish',
          word: t('forms.page.publish'),
          question: {
            title: t('forms.page.publish_title', { form: title(form), number: draft.number }),
            text: t('forms.page.publish_text'),
            verb: t('forms.page.publish'),
          },
          run: () =>
            drafted.data &&
            publishing.save({ params: { id: draft.id }, body: { version: drafted.data.version } }),
        },
      ]
    : []
  const word = ({ number, published_at }: { number: number; published_at: string | null }) =>
    published_at ? t('forms.page.version', { number }) : t('forms.page.draft_version', { number })
  return (
    <RecordPage
      title={title(form)}
      state={
        inForce
          ? { tone: 'done', word: t('forms.page.in_force', { number: inForce.number }) }
          : { tone: 'waiting', word: t('forms.page.unpublished') }
      }
      meta={{ key: form.key }}
      can={form.can}
      actions={actions}
      notice={
        publishing.problem && (
          <>
            <ProblemView inline problem={publishing.problem} />
            {publishing.problem.fields.map(({ path, message: sentence }) => (
              <p key={path.join('.')}>{sentence}</p>
            ))}
          </>
        )
      }
      sections={[
        {
          id: 'preview',
          title: version.data
            ? t('forms.page.preview', { version: word(version.data) })
            : t('forms.page.versions'),
          content: (
            <Loaded of={version} kind="rows" rows={8}>
              {(one) => <SurveyForm key={one.id} version={one} answers={nothing} readOnly />}
            </Loaded>
          ),
        },
      ]}
      rail={[
        {
          id: 'versions',
          title: t('forms.page.versions'),
          content: (
            <VersionList
              versions={form.versions.map(({ responses, ...one }) => ({
                ...one,
                word: word(one),
                use: <span>{t('forms.page.responses', { count: responses })}</span>,
              }))}
              shown={shown}
              onShow={choose}
            />
          ),
        },
      ]}
    />
  )
}

const nothing = {}
