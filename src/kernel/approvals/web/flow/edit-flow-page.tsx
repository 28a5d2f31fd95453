import { useState } from 'react'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { useParam } from '../../../web/navigation.ts'
import { usePageTitle } from '../../../web/page-title.ts'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { useCall } from '../../../web/use-call.ts'
import { type FlowPage, readFlow, readFlowVersion } from '../../flow/contract.ts'
import { FlowDesigner } from './flow-designer.tsx'

/** Writing the next version of a flow: its draft, or a new one that begins as the version in force. */
export function EditFlowPage() {
  const found = useCall(readFlow, { params: { id: useParam('id') } })
  return <Loaded of={found}>{(flow) => <Begin key={flow.id} flow={flow} />}</Loaded>
}

function Begin({ flow }: { flow: FlowPage }) {
  const { t } = useWords()
  const title = useTitle()
  usePageTitle(`${t('approvals.edit.title')} ${title(flow)}`)
  // The editor goes on with what it was opened with: its first save makes a newer version, and must not reopen it.
  const [opened] = useState(flow.versions[0]?.id ?? '')
  const version = useCall(readFlowVersion, { params: { id: opened } }, { enabled: opened !== '' })
  return <Loaded of={version}>{(begun) => <FlowDesigner key={flow.id} begun={begun} />}</Loaded>
}
