import { App } from 'antd'
import { useState } from 'react'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { CallProblem } from '../../../web/call-problem.ts'
import { fetchFile, saveFile } from '../../../web/fetch-file.ts'
import { useGo, useParam } from '../../../web/navigation.ts'
import { Facts } from '../../../web/pieces/facts.tsx'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { useProblemText } from '../../../web/pieces/problem-text.ts'
import { VersionList } from '../../../web/pieces/version-list.tsx'
import type { RecordAction } from '../../../web/record/actions.ts'
import { RecordPage } from '../../../web/record/record-page.tsx'
import { useCall } from '../../../web/use-call.ts'
import { useSave } from '../../../web/use-save.ts'
import {
  type FlowPage as Flow,
  type FlowVersionPage,
  readFlow,
  readFlowVersion,
} from '../../flow/contract.ts'
import { exportFlowVersion, restoreFlowVersion } from '../../flow/exchange/contract.ts'
import { VersionSection } from './diff/version-section.tsx'
import { ImportDialog } from './exchange/import-dialog.tsx'
import { FlowSettings } from './flow-settings.tsx'
import { useVocabulary } from './flow-words.ts'

/** A flow: the version in force or the draft as a diagram and as a list, and all versions before. */
export function FlowRecordPage() {
  const found = useCall(readFlow, { params: { id: useParam('id') } })
  return <Loaded of={found}>{(flow) => <Shown flow={flow} />}</Loaded>
}

function Shown({ flow }: { flow: Flow }) {
  const { t } = useWords()
  const title = useTitle()
  const vocabulary = useVocabulary()
  const [dialog, setDialog] = useState<'settings' | 'import'>()
  const inForce = flow.versions.find(({ published_at }) => published_at !== null)
  const draft = flow.versions.find(({ published_at }) => published_at === null)
  const [chosen, choose] = useState<string>()
  const [against, compare] = useState<string>()
  const shown = chosen ?? inForce?.id ?? draft?.id ?? ''
  const version = useCall(readFlowVersion, { params: { id: shown } }, { enabled: shown !== '', keep: true })
  // A draft's own version is on its page; without one a first save starts it.
  const drafted = useCall(
    readFlowVersion,
    { params: { id: draft?.id ?? '' } },
    { enabled: draft !== undefined },
  )
  const draftVersion = draft ? drafted.data?.version : 0
  const kind = vocabulary.data?.subject_types.find(({ type }) => type === flow.subject_type)?.title
  const actions = useActions(flow, {
    version: version.data,
    draftVersion,
    onSettings: () => setDialog('settings'),
    onImport: () => setDialog('import'),
  })
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
                {(one) => (
                  <VersionSection
                    version={one}
                    others={flow.versions.filter(({ id }) => id !== one.id)}
                    against={against === one.id ? undefined : against}
                    onCompare={compare}
                    versionWord={versionWord}
                  />
                )}
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
      {dialog === 'settings' && <FlowSettings flow={flow} onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && draftVersion !== undefined && (
        <ImportDialog into={{ id: flow.id, draftVersion }} onClose={() => setDialog(undefined)} />
      )}
    </>
  )

  function versionWord({ number, published_at }: Pick<FlowVersionPage, 'number' | 'published_at'>): string {
    return published_at
      ? t('approvals.flow.version', { number })
      : t('approvals.flow.draft_version', { number })
  }
}

type Given = {
  version: FlowVersionPage | undefined
  /** The draft's version, 0 where there is none; undefined until it is known. */
  draftVersion: number | undefined
  onSettings: () => void
  onImport: () => void
}

/** What can be done to the flow, and to the version that is shown. */
function useActions(flow: Flow, { version, draftVersion, onSettings, onImport }: Given): RecordAction[] {
  const { t } = useWords()
  const go = useGo()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const edit = `/administration/flows/${flow.id}/edit`
  const restoring = useSave(restoreFlowVersion, {
    onDone: () => {
      message.success(t('approvals.exchange.restored'))
      go(edit)
    },
  })
  const download = async () => {
    if (!version) return
    try {
      saveFile(await fetchFile(exportFlowVersion, { params: { id: version.id } }))
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      message.error(problemText(error))
    }
  }
  const restore = async () => {
    if (version && draftVersion !== undefined)
      await restoring.save({ params: { id: version.id }, body: { version: draftVersion } })
  }
  const drafted = flow.versions.some(({ published_at }) => published_at === null)
  const old = version?.published_at && (drafted || version.id !== flow.versions[0]?.id)
  const number = version?.number
  return [
    { key: 'edit', word: drafted ? t('approvals.flow.edit_draft') : t('approvals.flow.edit'), to: edit },
    { key: 'export', word: t('approvals.exchange.export'), run: download, quiet: true },
    { key: 'import', word: t('approvals.exchange.import'), run: onImport, quiet: true },
    ...(old
      ? [
          {
            ...{ key: 'restore', word: t('approvals.exchange.restore'), run: restore, quiet: true },
            question: {
              title: t('approvals.exchange.restore_title', { number }),
              text: `${t('approvals.exchange.restore_text', { number })}${drafted ? t('approvals.exchange.draft_replaced') : ''}`,
              verb: t('approvals.exchange.restore'),
            },
          },
        ]
      : []),
    { key: 'archive', word: t('approvals.flow.settings'), run: onSettings, quiet: true },
  ]
}
