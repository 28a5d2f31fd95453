import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { readPerson } from '../../people/contract.ts'
import type { Filter } from '../../web/list/filter.ts'
import { useUrl } from '../../web/list/use-url.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { listFlows, readFlow, readFlowVersion } from '../flow/contract.ts'

/**
 * Filters by which the list shows what a number of the statistics was counted from. They come with its address and
 * stand in the bar only then, each to be taken away.
 */
export function useCountedFilters(): Filter[] {
  const { t, formats } = useWords()
  const [search] = useUrl()
  const word = (key: string, say: (value: string) => string): Filter => ({
    key,
    title: key,
    kind: 'own',
    render: (value, set) => {
      const one = [value].flat()[0]
      return one && <Chip key={key} word={say(one)} drop={() => set(undefined)} />
    },
  })
  return [
    word('closed_from', (day) => t('approvals.statistics.since', { day: formats.date(day) })),
    word('closed_to', (day) => t('approvals.statistics.until', { day: formats.date(day) })),
    {
      ...{ key: 'flow', title: t('approvals.statistics.flow'), kind: 'own' },
      render: (value, set) => value && <FlowChip key="flow" id={String(value)} drop={() => set(undefined)} />,
    },
    {
      ...{ key: 'step', title: t('approvals.statistics.one_step'), kind: 'own' },
      render: (value, set) =>
        value && <StepChip key="step" step={String(value)} flow={search.flow} drop={() => set(undefined)} />,
    },
    {
      ...{ key: 'signer', title: t('approvals.statistics.signer'), kind: 'own' },
      render: (value, set) =>
        value && <SignerChip key="signer" id={String(value)} drop={() => set(undefined)} />,
    },
    word('ended', () => t('approvals.statistics.ended')),
    word('late', () => t('approvals.statistics.late')),
    word('urged', () => t('approvals.statistics.urged')),
  ]
}

type Dropping = { drop: () => void }

function Chip({ word, drop }: Dropping & { word: string }) {
  const { t } = useWords()
  return (
    <Button
      icon={<CloseOutlined aria-hidden="true" />}
      iconPlacement="end"
      aria-label={t('approvals.statistics.drop', { filter: word })}
      onClick={drop}
    >
      {word}
    </Button>
  )
}

function FlowChip({ id, drop }: Dropping & { id: string }) {
  const { t } = useWords()
  const title = useTitle()
  const reads = useMay()('approvals.flow.read')
  const { data } = useCall(listFlows, undefined, { enabled: reads })
  const flow = data?.items.find((one) => one.id === id)
  return <Chip word={flow ? title(flow) : t('approvals.statistics.one_flow')} drop={drop} />
}

/** By its title in the latest version that has it, where the reader may look at flows. */
function StepChip({ step, flow, drop }: Dropping & { step: string; flow: unknown }) {
  const { t } = useWords()
  const title = useTitle()
  const reads = useMay()('approvals.flow.read') && typeof flow === 'string'
  const page = useCall(readFlow, { params: { id: String(flow) } }, { enabled: reads })
  const latest = page.data?.versions
    .filter(({ published_at }) => published_at)
    .toSorted((a, b) => b.number - a.number)[0]
  const version = useCall(
    readFlowVersion,
    { params: { id: latest?.id ?? '' } },
    { enabled: latest !== undefined },
  )
  const found = version.data?.definition.steps.find(({ key }) => key === step)
  return <Chip word={found ? title(found) : t('approvals.statistics.one_step')} drop={drop} />
}

function SignerChip({ id, drop }: Dropping & { id: string }) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const { data } = useCall(readPerson, { params: { id } }, { fresh: 60_000 })
  return <Chip word={`${t('approvals.statistics.signer')} ${data ? nameOf(data) : ''}`.trim()} drop={drop} />
}
