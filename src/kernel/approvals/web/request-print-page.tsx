import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { DocumentPage } from '../../web/document/document-page.tsx'
import { useParam } from '../../web/navigation.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useCall } from '../../web/use-call.ts'
import { readRequest } from '../request/contract.ts'
import { useChangeText } from './changes.tsx'
import { PrintedStep } from './printed-step.tsx'
import type { Request } from './request-words.ts'
import { useApprovalWords } from './use-approval-words.ts'
import './request-print.css'

/** A request on paper: everybody who answered, what they said and when, round by round. */
export function RequestPrintPage() {
  const id = useParam('id')
  return (
    <Loaded of={useCall(readRequest, { params: { id } })} kind="document">
      {(request) => <Sheet request={request} />}
    </Loaded>
  )
}

/** On a phone the steps are wider than the screen; what can be scrolled can be reached by keys. */
const scrolled = { tabIndex: 0 }

function Sheet({ request }: { request: Request }) {
  const { t, formats } = useWords()
  const words = useApprovalWords()
  const title = useTitle()
  const nameOf = usePersonName()
  const change = useChangeText()
  const { subject, flow } = request
  const steps = request.steps
    .filter(({ state }) => state !== 'skipped')
    .toSorted((a, b) => a.round - b.round || a.position - b.position)
  const heads = ['step', 'approver', 'answer', 'time'] as const
  return (
    <DocumentPage
      title={[t('approvals.request.print_title'), subject.number].filter(Boolean).join(' ')}
      tools={<GoButton to={`/approvals/${request.id}`}>{t('approvals.request.back')}</GoButton>}
    >
      <h1>{t('approvals.request.print_title')}</h1>
      <table className="print-facts">
        <tbody>
          <Row word={t('approvals.request.matter')} value={subject.title} />
          <Row word={t('approvals.request.number')} value={subject.number ?? '—'} />
          <Row word={t('approvals.list.applicant')} value={nameOf(request.applicant)} />
          <Row word={t('approvals.request.opened')} value={formats.dateTime(request.opened_at)} />
          <Row
            word={t('approvals.request.result')}
            value={[words.request(request.state), request.ended_at && formats.dateTime(request.ended_at)]
              .filter(Boolean)
              .join(' · ')}
          />
          {request.overridden && (
            <Row word={t('approvals.request.mark')} value={t('approvals.panel.overridden')} />
          )}
          {request.changes.map((entry) => (
            <Row
              key={entry.round}
              word={t('approvals.request.change')}
              value={[change(subject.type, entry), entry.voided && t('approvals.panel.votes_void')]
                .filter(Boolean)
                .join(' · ')}
            />
          ))}
        </tbody>
      </table>
      <div className="print-scroll" {...scrolled}>
        <table className="print-steps">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {t(`approvals.request.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          {steps.map((step) => (
            <PrintedStep
              key={`${step.round} ${step.position}`}
              step={step}
              rounds={request.round}
              type={subject.type}
            />
          ))}
        </table>
      </div>
      <p className="print-foot">
        {t('approvals.request.printed', { flow: title(flow), number: flow.number, hash: subject.hash })}
      </p>
    </DocumentPage>
  )
}

function Row({ word, value }: { word: string; value: string }) {
  return (
    <tr>
      <th scope="row">{word}</th>
      <td>{value}</td>
    </tr>
  )
}
