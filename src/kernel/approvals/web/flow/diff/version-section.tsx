import { Select } from 'antd'
import { useWords } from '../../../../language/web/words.tsx'
import { useClearing } from '../../../../web/pieces/clearing.tsx'
import { Loaded } from '../../../../web/pieces/loaded.tsx'
import { useCall } from '../../../../web/use-call.ts'
import { type FlowPage, type FlowVersionPage, readFlowVersion } from '../../../flow/contract.ts'
import { FlowPicture } from '../canvas/flow-canvas.tsx'
import { useCards } from '../canvas/use-cards.ts'
import { FlowOutline, type FlowShown } from '../flow-outline.tsx'
import { fieldsOf, useConditionText, useVocabulary } from '../flow-words.ts'
import { messagesAt } from '../messages-at.ts'
import { diffOf } from './diff-definition.ts'
import { useDiffWords } from './use-diff-words.ts'
import '../editor.css'

type Props = {
  version: FlowVersionPage
  /** The other versions it can be compared with. */
  others: FlowPage['versions']
  against: string | undefined
  onCompare: (id: string | undefined) => void
  versionWord: (version: Pick<FlowVersionPage, 'number' | 'published_at'>) => string
}

/** A version as text and as a drawing; compared with another, what changed stands above and on the drawing. */
export function VersionSection({ version, others, against, onCompare, versionWord }: Props) {
  const { t } = useWords()
  const clearing = useClearing()
  const other = useCall(
    readFlowVersion,
    { params: { id: against ?? '' } },
    { enabled: against !== undefined },
  )
  const vocabulary = useVocabulary().data
  const fields = fieldsOf(vocabulary, version.subject_type)
  const people = [...version.people, ...(other.data?.people ?? [])]
  const flow = { definition: version.definition, people, fields, vocabulary }
  return (
    <div className="flow-definition">
      {others.length > 0 && (
        <Select
          className="version-compare"
          allowClear={clearing}
          aria-label={t('approvals.diff.compare')}
          placeholder={t('approvals.diff.compare')}
          value={against ?? null}
          onChange={(id) => onCompare(id ?? undefined)}
          options={others.map((one) => ({
            value: one.id,
            label: t('approvals.diff.compare_with', { version: versionWord(one) }),
          }))}
        />
      )}
      {against === undefined ? (
        <Plain version={version} flow={flow} />
      ) : (
        <Loaded of={other} kind="rows" rows={3}>
          {(one) => <Compared version={version} other={one} flow={flow} versionWord={versionWord} />}
        </Loaded>
      )}
    </div>
  )
}

function Plain({ version, flow }: { version: FlowVersionPage; flow: FlowShown }) {
  const { t } = useWords()
  const condition = useConditionText(flow.fields)
  const { definition, faults, warnings } = version
  const cards = useCards(flow, {
    faultsAt: (place) => messagesAt(faults, place),
    warningsAt: (place) => messagesAt(warnings, place),
  })
  return (
    <>
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
                <li key={`${path} ${message}`}>{message}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <FlowPicture definition={definition} label={t('approvals.flow.diagram')} cards={cards} />
    </>
  )
}

type ComparedProps = Pick<Props, 'version' | 'versionWord'> & { other: FlowVersionPage; flow: FlowShown }

/** From the older to the newer, whichever was chosen first; the drawing is the newer one's. */
function Compared({ version, other, flow, versionWord }: ComparedProps) {
  const { t } = useWords()
  const [older, newer] = version.number > other.number ? [other, version] : [version, other]
  const shown = { ...flow, definition: newer.definition }
  const words = useDiffWords(older.definition, shown)
  const changes = diffOf(older.definition, newer.definition)
  const cards = useCards(shown, { marks: words.marks(changes) })
  const from = versionWord(older)
  const to = versionWord(newer)
  return (
    <>
      <section className="flow-changes" aria-label={t('approvals.diff.title', { from, to })}>
        <h3>{t('approvals.diff.title', { from, to })}</h3>
        {changes.length === 0 && <p className="muted">{t('approvals.diff.same')}</p>}
        <ul>
          {changes.map((change) => {
            const sentence = words.sentence(change)
            return <li key={sentence}>{sentence}</li>
          })}
        </ul>
      </section>
      <FlowPicture definition={newer.definition} label={t('approvals.flow.diagram')} cards={cards} />
    </>
  )
}
