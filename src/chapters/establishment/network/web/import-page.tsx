import { Steps } from 'antd'
import { useState } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { listOrganisations } from '../../../../kernel/org/contract.ts'
import { ImportJob, isAtWork } from '../../../../kernel/sheet/web/import-job.tsx'
import { LeaveGuard } from '../../../../kernel/web/form/leave-guard.tsx'
import { sameValues } from '../../../../kernel/web/form/same-values.ts'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type NetworkImport, readImport } from '../contract.ts'
import type { Mapping } from '../mapping/contract.ts'
import { CheckResult } from './check-result.tsx'
import { ImportResult } from './import-result.tsx'
import { tones } from './imports-page.tsx'
import { MappingForm } from './mapping-form.tsx'
import '../../../../kernel/sheet/web/sheet-import.css'
import './network-import.css'

/** One file on its way into the network: what its columns mean, what the check says, the import, the result. */
export function ImportPage() {
  const id = useParam('id')
  const found = useCall(readImport, { params: { id } }, { poll: pollOthers })
  return <Loaded of={found}>{(answer) => <Wizard key={id} of={answer} />}</Loaded>
}

/** A job of one's own tells its end itself; another's is looked after now and then. */
const pollOthers = (answer: NetworkImport | undefined): number | false =>
  answer?.job && !answer.job.mine && isAtWork(answer.job.state) ? 3000 : false

type Step = 'map' | 'check' | 'import' | 'done'
/** What the end of a job may have changed. */
const touches = [readImport.name, listOrganisations.name]
const steps: Step[] = ['map', 'check', 'import', 'done']

function Wizard({ of }: { of: NetworkImport }) {
  const { t, language } = useWords()
  const [mapping, setMapping] = useState(false)
  /** What was chosen and isn't kept yet; it stays while one looks at another step. */
  const [draft, setDraft] = useState<Mapping>()
  usePageTitle(of.file_name)
  const at: Step = mapping && of.can.includes('map') ? 'map' : stepOf(of)
  const { row_count, columns, under } = of
  return (
    <article className="sheet-import">
      <header>
        <div className="sheet-import-head">
          <h1>{of.file_name}</h1>
          <StateChip tone={tones[of.state]} word={t(`establishment.network_import.states.${of.state}`)} />
        </div>
        <p className="muted">
          {t('establishment.network_import.facts', {
            rows: row_count,
            columns: columns.length,
            under: nameIn(language, under),
          })}
          {of.encoding &&
            ` · ${t('establishment.network_import.read_as_encoding', { encoding: of.encoding.toUpperCase() })}`}
        </p>
      </header>
      <Steps
        size="small"
        current={steps.indexOf(at)}
        items={steps.map((step) => ({ title: t(`establishment.network_import.steps.${step}`) }))}
        onChange={(to) => setMapping(to === 0)}
      />
      {of.job && (isAtWork(of.job.state) || of.job.state === 'failed') && (
        <ImportJob
          job={of.job}
          title={t(`establishment.network_import.${of.job.does === 'check' ? 'checking' : 'importing'}`)}
          touches={touches}
        />
      )}
      {!isAtWork(of.job?.state) && at === 'map' && (
        <MappingForm
          of={of}
          mapping={draft ?? of.mapping}
          setMapping={setDraft}
          onChecked={() => setMapping(false)}
        />
      )}
      {!isAtWork(of.job?.state) && at === 'import' && <CheckResult of={of} />}
      {at === 'done' && <ImportResult of={of} />}
      <LeaveGuard when={draft !== undefined && !sameValues(draft, of.mapping)} />
    </article>
  )
}

function stepOf({ state, job }: NetworkImport): Step {
  if (state === 'imported') return 'done'
  if (job && isAtWork(job.state)) return job.does
  return state === 'checked' ? 'import' : 'map'
}
