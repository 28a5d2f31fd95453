import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { useOrganisationName } from '../../../../../kernel/org/web/pick-organisation.ts'
import { useParam } from '../../../../../kernel/web/navigation.ts'
import { Loaded } from '../../../../../kernel/web/pieces/loaded.tsx'
import { OrgTag } from '../../../../../kernel/web/pieces/org-tag.tsx'
import { When } from '../../../../../kernel/web/pieces/when.tsx'
import { RecordPage } from '../../../../../kernel/web/record/record-page.tsx'
import { useMay } from '../../../../../kernel/web/session.tsx'
import { useCall } from '../../../../../kernel/web/use-call.ts'
import { type HandOverPage as Page, readHandOver } from '../../hand-over/contract.ts'
import { AuditDialog } from './audit-dialog.tsx'
import { AuditFacts } from './audit-facts.tsx'
import { HandOverList } from './hand-over-list.tsx'
import { ListDialog } from './list-dialog.tsx'
import { Parties } from './parties.tsx'
import { useHandOverActions } from './use-hand-over-actions.ts'
import '../../../web/notice.css'

/** What the outgoing head hands over, who stands by it, and the audit that was asked for. */
export function HandOverPage() {
  const id = useParam('id')
  const query = useCall(readHandOver, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(handOver) => <HandOver key={id} id={id} handOver={handOver} />}
    </Loaded>
  )
}

function HandOver({ id, handOver }: { id: string; handOver: Page }) {
  const { t } = useWords()
  const may = useMay()
  const named = useOrganisationName()
  const [dialog, setDialog] = useState<'list' | 'audit'>()
  const actions = useHandOverActions({ id, handOver, open: setDialog })
  const { org, number, open, drawn_up_at, can } = handOver
  const close = () => setDialog(undefined)
  return (
    <>
      <RecordPage
        number={number}
        title={t('establishment.hand_over.titled', { name: named(org) })}
        state={
          open
            ? { tone: 'progress', word: t('establishment.change.state.in_handover') }
            : { tone: 'done', word: t('establishment.hand_over.settled') }
        }
        organisation={{ id: org.id, name: named(org) }}
        meta={{
          organisation: <OrgTag organisation={org} />,
          counted: (
            <>
              {t('establishment.hand_over.counted')} <When at={drawn_up_at} />
            </>
          ),
          filing: may('establishment.change.read') && (
            <Link to={`/establishment/changes/${id}` as string}>
              {t('establishment.hand_over.see_filing')}
            </Link>
          ),
        }}
        can={can}
        actions={actions}
        notice={open && <Missing handOver={handOver} />}
        sections={[
          {
            id: 'list',
            title: t('establishment.hand_over.list'),
            content: <HandOverList items={handOver.items} />,
          },
          {
            id: 'parties',
            title: t('establishment.hand_over.confirmations'),
            content: <Parties handOver={handOver} />,
          },
          {
            id: 'audit',
            title: t('establishment.hand_over.audit'),
            content: <AuditFacts audit={handOver.audit} />,
          },
        ]}
      />
      {dialog === 'list' && <ListDialog id={id} handOver={handOver} close={close} />}
      {dialog === 'audit' && <AuditDialog id={id} handOver={handOver} close={close} />}
    </>
  )
}

/** What the change of head still waits for. */
function Missing({ handOver }: { handOver: Page }) {
  const { t, formats } = useWords()
  const { outgoing_at, incoming_at, witnessed_at, audit } = handOver
  const what = [
    outgoing_at === null && t('establishment.hand_over.missing_outgoing'),
    incoming_at === null && t('establishment.hand_over.missing_incoming'),
    witnessed_at === null && t('establishment.hand_over.missing_witness'),
    audit === null && t('establishment.hand_over.missing_audit'),
  ].filter((one) => one !== false)
  return <p className="form-notice">{t('establishment.hand_over.missing', { what: formats.list(what) })}</p>
}
