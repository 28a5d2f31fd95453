import { Alert, QRCode } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { OrganisationSelect } from '../../../../kernel/org/web/organisation-select.tsx'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { PrintButton } from '../../../../kernel/web/pieces/print-button.tsx'
import { useFoundSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import './door.css'

/** The link and the QR code by which customers of an organisation complain; made to be printed and hung up. */
export function DoorPage() {
  const { t } = useWords()
  const session = useFoundSession()
  const home = session?.organisation?.id ?? null
  const [chosen, setChosen] = useState<string | null>(home)
  usePageTitle(t('complaints.door_page.title'))
  return (
    <div className="door-page">
      <header className="no-print">
        <h1>{t('complaints.door_page.title')}</h1>
        <p className="muted">{t('complaints.door_page.text')}</p>
        <OrganisationSelect
          value={chosen}
          onChange={setChosen}
          aria-label={t('complaints.field.organisation')}
        />
        {session?.base_url === null && (
          <Alert
            type="warning"
            showIcon
            title={t('complaints.door_page.address', { address: location.origin })}
          />
        )}
      </header>
      {chosen && session && <Poster id={chosen} base={session.base_url ?? location.origin} />}
    </div>
  )
}

function Poster({ id, base }: { id: string; base: string }) {
  const { t } = useWords()
  const named = useOrganisationName()
  const { data } = useCall(readOrganisation, { params: { id } })
  if (!data) return null
  const link = `${base}/public/complaints/at/${encodeURIComponent(data.code)}`
  return (
    <section className="door-poster">
      <h2>{named(data)}</h2>
      <p>{t('complaints.door_page.invitation')}</p>
      {/* The link below says the same in words. */}
      <div aria-hidden="true">
        <QRCode type="svg" value={link} size={240} bgColor="#fff" color="#000" errorLevel="Q" />
      </div>
      <p>
        <a href={link}>{link}</a>
      </p>
      <PrintButton />
    </section>
  )
}
