import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { RegisterRecordPage } from '../../../../kernel/register/web/record-page.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readSuccession } from '../expiry/contract.ts'
import { licences } from '../licences.ts'

/** A licence, with the one that took its place and the one whose place it took. */
export const LicencePage = () => (
  <RegisterRecordPage register={licences} notice={({ id }) => <Succession id={id} />} />
)

function Succession({ id }: { id: string }) {
  const { t, formats } = useWords()
  const { data } = useCall(readSuccession, { params: { id } })
  const say = (which: 'renewed_by' | 'renews') => {
    const licence = data?.[which]
    if (!licence) return null
    const { number, issued_on, expires_on } = licence
    return (
      <Alert
        key={which}
        type="info"
        showIcon={which === 'renewed_by'}
        title={
          <>
            {t(`establishment.licence_expiry.${which}`)}{' '}
            <Link to={`/${licences.path}/${licence.id}` as string} className="number">
              {number}
            </Link>
          </>
        }
        description={[
          formats.date(issued_on),
          expires_on ? formats.date(expires_on) : t('establishment.registry.licence_open'),
        ].join(' – ')}
      />
    )
  }
  return (
    <>
      {say('renewed_by')}
      {say('renews')}
    </>
  )
}
