import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { ReturnOf } from '../../../../http/contract.ts'
import { useWords } from '../../../../language/web/words.tsx'
import { OrganisationSelect } from '../../../../org/web/organisation-select.tsx'
import { call } from '../../../../web/call.ts'
import { type Found, SearchSelect } from '../../../../web/form/search-select.tsx'
import { usePersonName } from '../../../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../../../web/pieces/problem-view.tsx'
import { useSave } from '../../../../web/use-save.ts'
import type { FieldValues } from '../../../flow/contract.ts'
import { tryFlow } from '../../../flow/trial/contract.ts'
import { listRequests } from '../../../request/contract.ts'
import type { FlowShown } from '../flow-outline.tsx'
import { Labelled } from '../labelled.tsx'
import { PersonSelect } from '../person-select.tsx'
import { SampleFields } from './sample-fields.tsx'
import { TrialResult } from './trial-result.tsx'

export type Trial = ReturnOf<typeof tryFlow>

type Props = {
  flow: FlowShown
  subjectType: string
  /** The version to try, once what was written is kept; undefined when it can't be. */
  versionId: () => Promise<string | undefined>
  trial: Trial | undefined
  onTried: (trial: Trial | undefined) => void
  onClose: () => void
}

/** A matter to try the flow with: made up here, or one there was. What comes out stands below and on the canvas. */
export function TrialPanel({ flow, subjectType, versionId, trial, onTried, onClose }: Props) {
  const { t } = useWords()
  const [of, setOf] = useState<'sample' | 'request'>('sample')
  const [org_id, setOrg] = useState<string | null>(null)
  const [applicant_id, setApplicant] = useState<string | null>(null)
  const [request_id, setRequest] = useState<string | null>(null)
  const [fields, setFields] = useState<FieldValues>({})
  const [unsaved, setUnsaved] = useState(false)
  const trying = useSave(tryFlow, { quiet: true })
  const ready = of === 'sample' ? org_id && applicant_id : request_id
  const run = async () => {
    const id = await versionId()
    setUnsaved(id === undefined)
    if (id === undefined || !ready) return
    const body =
      of === 'sample'
        ? { of, org_id: org_id as string, applicant_id: applicant_id as string, fields }
        : { of, request_id: request_id as string }
    const result = await trying.save({ params: { id }, body })
    onTried(result.ok ? result.answer : undefined)
  }
  const faultsAt = (name: string) =>
    trying.problem?.fields
      .filter(({ path }) => path.join('.') === `fields.${name}`)
      .map((fault) => fault.message) ?? []
  return (
    <>
      <div className="panel-head">
        <h2>{t('approvals.trial.title')}</h2>
        <Button type="text" onClick={onClose}>
          {t('approvals.trial.close')}
        </Button>
      </div>
      <p className="panel-note">{t('approvals.trial.intro')}</p>
      <div className="step-fields">
        <Segmented
          block
          value={of}
          onChange={(next) => setOf(next)}
          options={(['sample', 'request'] as const).map((value) => ({
            value,
            label: t(`approvals.trial.of.${value}`),
          }))}
        />
        {of === 'sample' ? (
          <>
            <Labelled label={t('approvals.trial.organisation')}>
              <OrganisationSelect value={org_id} onChange={setOrg} />
            </Labelled>
            <Labelled label={t('approvals.trial.applicant')}>
              <PersonSelect value={applicant_id} onChange={setApplicant} />
            </Labelled>
            <SampleFields fields={flow.fields} values={fields} faultsAt={faultsAt} onChange={setFields} />
          </>
        ) : (
          <Labelled label={t('approvals.trial.request')} help={t('approvals.trial.request_help')}>
            <RequestSelect subjectType={subjectType} value={request_id} onChange={setRequest} />
          </Labelled>
        )}
        <Button type="primary" disabled={!ready} loading={trying.saving} onClick={() => void run()}>
          {t('approvals.trial.run')}
        </Button>
        {unsaved && (
          <p className="labelled-fault" role="alert">
            {t('approvals.trial.unsaved')}
          </p>
        )}
        {trying.problem && <ProblemView inline problem={trying.problem} retry={() => void run()} />}
        {trial && <TrialResult trial={trial} flow={flow} />}
      </div>
    </>
  )
}

type RequestProps = {
  id?: string
  subjectType: string
  value: string | null
  onChange: (id: string | null) => void
}

/** A request of the same kind of matter that one may read, the newest first. */
function RequestSelect({ subjectType, ...rest }: RequestProps) {
  const nameOf = usePersonName()
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const query = { subject_type: subjectType, limit: 100 }
    const { items } = await call(listRequests, { query }, { signal })
    return items
      .map(({ id, subject: { number, title }, applicant }) => ({
        value: id,
        word: [number, title].filter(Boolean).join(' '),
        hint: nameOf(applicant),
      }))
      .filter(({ word, hint }) => `${word} ${hint}`.includes(text))
  }
  return <SearchSelect {...rest} name={`approvals.request ${subjectType}`} search={search} />
}
