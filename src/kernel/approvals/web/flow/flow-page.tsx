import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { useParam } from '../../../web/navigation.ts'
import { Facts } from '../../../web/pieces/facts.tsx'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { VersionList } from '../../../web/pieces/version-list.tsx'
import type { RecordAction } from '../../../web/record/actions.ts'
import { RecordPage } from '../../../web/record/record-page.tsx'
import { useCall } from '../../../web/use-call.ts'
import {
  type FlowPage as Flow,
  type FlowVersionPage,
  readFlow,
  readFlowVersion,
} from '../../flow/contract.ts'
import { useTitle } from '../request-words.ts'
import { FlowPicture } from './canvas/flow-canvas.tsx'
import { useCards } from './canvas/use-cards.ts'
import { FlowOutline } from './flow-outline.tsx'
import { FlowSettings } from './flow-settings.tsx'
import { fieldsOf, useConditionText, useVocabulary } from './flow-words.ts'

/** A flow: the version in force or the draft as a diagram and as a list, and all versions before. */
export function FlowRecordPage() {
  const found = useCall(readFlow, { params: { id: useParam('id') } })
  return <Loaded of={found}>{(flow) => <Shown flow={flow} />}</Loaded>
}

function Shown({ flow }: { flow: Flow }) {
  const { t } = useWords()
  const title = useTitle()
  const vocabulary = useVocabulary()
  const [setting, setSetting] = useState(false)
  const inForce = flow.versions.find(({ published_at }) => published_at !== null)
  const draft = flow.versions.find(({ published_at }) => published_at === null)
  const [chosen, choose] = useState<string>()
  const shown = chosen ?? inForce?.id ?? draft?.id ?? ''
  const version = useCall(readFlowVersion, { params: { id: shown } }, { enabled: shown !== '', keep: true })
  const kind = vocabulary.data?.subject_types.find(({ type }) => type === flow.subject_type)?.title
  const actions: RecordAction[] = [
    {
      key: 'edit',
      word: draft ? t('approvals.flow.edit_draft') : t('approvals.flow.edit'),
      to: `/administration/flows/${flow.id}/edit`,
    },
    { key: 'archive', word: t('approvals.flow.settings'), run: () => setSetting(true), quiet: true },
  ]
  const state = flow.archived_at
    ? ({ tone: 'closed', word: t('approvals.flow.state.archived') } as const)
    : inForce
      ? ({ tone: 'done', word: t('approvals.flow.state.published', { number: inForce.number }) } as const)
      : ({ tone: 'waiting', word: t('approvals.flow.state.unpublished') } as const)
  return (
    <>
      <RecordPage
        title={title(flow)}
        state={state}
        meta={{ kind, key: flow.key }}
        can={flow.can}
        actions={actions}
        sections={[
          {
            id: 'steps',
            title: version.data ? versionWord(version.data) : t('approvals.flow.steps'),
            content: (
              <Loaded of={version} kind="rows" rows={4}>
                {(one) => <Definition version={one} />}
              </Loaded>
            ),
          },
        ]}
        rail={[
          {
            id: 'versions',
            title: t('approvals.flow.versions'),
            content: (
              <VersionList
                versions={flow.versions.map(({ requests, ...one }) => ({
                  ...one,
                  word: versionWord(one),
                  use: <span>{t('approvals.flow.version_use', { count: requests })}</span>,
                }))}
                shown={shown}
                onShow={choose}
              />
            ),
          },
          {
            id: 'facts',
            title: t('approvals.request.facts'),
            content: (
              <Facts
                facts={[
                  { word: t('approvals.flow.kind'), value: kind, wide: true },
                  { word: t('approvals.flow.position'), value: flow.position },
                ]}
              />
            ),
          },
        ]}
      />
      {setting && <FlowSettings flow={flow} onClose={() => setSetting(false)} />}
    </>
  )

  function versionWord({ number, published_at }: Pick<FlowVersionPage, 'number' | 'published_at'>): string {
    return published_at
      ? t('approvals.flow.version', { number })
      : t('approvals.flow.draft_version', { number })
  }
}

function Definition({ version }: { version: FlowVersionPage }) {
  const { t } = useWords()
  const vocabulary = useVocabulary().data
  const fields = fieldsOf(vocabulary, version.subject_type)
  const condition = useConditionText(fields)
  const { definition, people, faults } = version
  const flow = { definition, people, fields, vocabulary }
  return (
    <div className="flow-definition">
      <div className="flow-text">
        <p className="muted">
          {definition.applies_when
            ? t('approvals.flow.applies', { condition: condition(definition.applies_when) })
            : t('approvals.flow.always')}
        </p>
        <FlowOutline flow={flow} />
        <p className="muted">{t(`approvals.flow.same_person.${definition.same_person}`)}</p>
        {faults.length > 0 && (
          <div className="flow-faults" role="status">
            <p>{t('approvals.flow.faults', { count: faults.length })}</p>
            <ul>
              {faults.map(({ path, message }) => (
                <li key={path}>{message}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <FlowPicture definition={definition} label={t('approvals.flow.diagram')} cards={useCards(flow, {})} />
    </div>
  )
}
