import { PrinterOutlined } from '@ant-design/icons'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { useParam } from '../../web/navigation.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useCall } from '../../web/use-call.ts'
import { readRequest } from '../request/contract.ts'
import { ApprovalActions } from './approval-actions.tsx'
import { Comments } from './comments.tsx'
import { Copies } from './copies.tsx'
import { MatterFields } from './matter-fields.tsx'
import { RequestProgress } from './request-progress.tsx'
import { type Request, useRequestChip } from './request-words.ts'
import './approval-panel.css'

/** A request on its own page: what it is about, whose turn it is, and everything that was said. */
export function RequestRecordPage() {
  const id = useParam('id')
  const found = useCall(readRequest, { params: { id } }, { poll: 60_000 })
  return <Loaded of={found}>{(request) => <Shown key={request.id} request={request} />}</Loaded>
}

function Shown({ request }: { request: Request }) {
  const { t } = useWords()
  const title = useTitle()
  const chip = useRequestChip()
  const { subject } = request
  return (
    <RecordPage
      number={subject.number}
      title={subject.title}
      state={chip(request.state)}
      meta={{
        kind: subject.kind,
        applicant: <PersonTag person={request.applicant} />,
        opened: <When at={request.opened_at} />,
      }}
      notice={
        <div className="card approval-card">
          <ApprovalActions request={request} />
        </div>
      }
      sections={[
        {
          id: 'progress',
          title: t('approvals.panel.progress'),
          content: <RequestProgress request={request} />,
        },
        (request.comments.length > 0 || request.can.includes('comment')) && {
          id: 'comments',
          title: t('approvals.comments.title'),
          count: request.comments.length,
          content: <Comments request={request} />,
        },
      ]}
      rail={[
        request.copies.length > 0 && {
          id: 'copies',
          title: t('approvals.copy.title'),
          content: <Copies request={request} />,
        },
        {
          id: 'matter',
          title: t('approvals.request.matter'),
          content: (
            <div className="approval-matter">
              <p>{subject.title}</p>
              <MatterFields request={request} />
              <GoButton to={subject.link}>{t('approvals.request.open_matter')}</GoButton>
            </div>
          ),
        },
        {
          id: 'facts',
          title: t('approvals.request.facts'),
          content: (
            <div className="approval-matter">
              <Facts
                facts={[
                  {
                    word: t('approvals.request.flow'),
                    value: t('approvals.panel.flow', {
                      flow: title(request.flow),
                      number: request.flow.number,
                    }),
                    wide: true,
                  },
                  { word: t('approvals.request.rounds'), value: request.round },
                  request.ended_at !== null && {
                    word: t('approvals.request.ended'),
                    value: <When at={request.ended_at} />,
                  },
                ]}
              />
              <GoButton to={`/approvals/${request.id}/print`} icon={<PrinterOutlined aria-hidden="true" />}>
                {t('approvals.panel.print')}
              </GoButton>
              <p className="faint approval-hash">
                {t('approvals.panel.fingerprint', { hash: subject.hash.slice(0, 16) })}
              </p>
            </div>
          ),
        },
      ]}
    />
  )
}
