import { Alert, Steps } from 'antd'
import { useState } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ImportJob, isAtWork } from '../../../../kernel/sheet/web/import-job.tsx'
import '../../../../kernel/sheet/web/sheet-import.css'
import { LeaveGuard } from '../../../../kernel/web/form/leave-guard.tsx'
import { sameValues } from '../../../../kernel/web/form/same-values.ts'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listComplaints } from '../../complaint/contract.ts'
import { type ComplaintImport, readImport } from '../../intake/contract.ts'
import type { IntakeMapping } from '../../intake/words/contract.ts'
import { CheckResult } from './check-result.tsx'
import { ImportResult } from './import-result.tsx'
import { MappingForm } from './mapping-form.tsx'
import { tones } from './tones.ts'

/** One file of complaints on its way in: what its columns mean, what the check says, the import, the result. */
export function ImportPage() {
  const id = useParam('id')
  const found = useCall(readImport, { params: { id } }, { poll: pollOthers })
  return <Loaded of={found}>{(answer) => <Wizard key={id} of={answer} />}</Loaded>
}

/** A job of one's own tells its end itself; another's is looked after now and then. */
const pollOthers = (answer: ComplaintImport | undefined): number | false =>
  answer?.job && !answer.job.mine && isAtWork(answer.job.state) ? 3000 : false

type Step = 'map' | 'check' | 'import' | 'done'
const steps: Step[] = ['map', 'check', 'import', 'done']
/** What the end of a job may have changed. */
const touches = [readImport.name, listComplaints.name]

function Wizard({ of }: { of: ComplaintImport }) {
  const { t } = useWords()
  const [mapping, setMapping] = useState(false)
  /** What was chosen and isn't kept yet; it stays while one looks at another step. */
  const [draft, setDraft] = useState<IntakeMapping>()
  usePageTitle(of.file_name)
  const at: Step = mapping && of.can.includes('map') ? 'map' : stepOf(of)
  const { job } = of
  const works = isAtWork(job?.state)
  const gone = of.file_gone && of.state !== 'imported'
  return (
    <article className="sheet-import">
      <Head of={of} />
      <Steps
        size="small"
        current={steps.indexOf(at)}
        items={steps.map((step) => ({ title: t(`complaints.import_page.steps.${step}`) }))}
        onChange={(to) => setMapping(to === 0)}
      />
      {job && (works || job.state === 'failed') && (
        <ImportJob job={job} title={t(`complaints.import_page.works.${job.does}`)} touches={touches} />
      )}
      {!works && !gone && of.begun > 0 && at !== 'done' && (
        <Alert type="warning" showIcon title={t('complaints.import_page.begun', { count: of.begun })} />
      )}
      {gone && <Alert type="warning" showIcon title={t('complaints.import.errors.file_gone')} />}
      {!works && !gone && at === 'map' && (
        <MappingForm
          of={of}
          mapping={draft ?? of.mapping}
          setMapping={setDraft}
          onChecked={() => setMapping(false)}
        />
      )}
      {!works && at === 'import' && <CheckResult of={of} />}
      {at === 'done' && <ImportResult of={of} />}
      <LeaveGuard when={draft !== undefined && !sameValues(draft, of.mapping)} />
    </article>
  )
}

function Head({ of }: { of: ComplaintImport }) {
  const { t, language } = useWords()
  const facts = {
    ...{ rows: of.row_count, columns: of.columns.length, organisation: nameIn(language, of.organisation) },
  }
  return (
    <header>
      <div className="sheet-import-head">
        <h1>{of.file_name}</h1>
        <StateChip tone={tones[of.state]} word={t(`complaints.import_page.states.${of.state}`)} />
      </div>
      <p className="muted">
        {t('complaints.import_page.facts', facts)}
        {of.encoding &&
          ` · ${t('complaints.import_page.read_as_encoding', { encoding: of.encoding.toUpperCase() })}`}
      </p>
    </header>
  )
}

function stepOf({ state, job }: ComplaintImport): Step {
  if (state === 'imported') return 'done'
  if (job && isAtWork(job.state)) return job.does
  return state === 'checked' ? 'import' : 'map'
}
