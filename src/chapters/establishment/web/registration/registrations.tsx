import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { fileUrl } from '../../../../kernel/web/call.ts'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { downloadFile } from '../../application/papers/contract.ts'
import type { Registration } from '../../application/registration/contract.ts'
import { FileRegistrationDialog } from './file-registration-dialog.tsx'
import { registrationTones } from './tones.ts'
import './registrations.css'

/** Every registration with its clock, and the proof once it is filed. */
export function Registrations({ application }: { application: ApplicationPage }) {
  const { t } = useWords()
  const [filing, file] = useState<Registration>()
  const { id, registrations, can } = application
  return (
    <>
      <ul className="registrations">
        {registrations.map((one) => (
          <li key={one.id}>
            <div className="registration-head">
              <strong>{one.title}</strong>
              <StateChip
                plain
                tone={registrationTones[one.state]}
                word={t(`establishment.record.registration.state.${one.state}`)}
              />
              {one.filed_at === null && can.includes('register') && (
                <Button size="small" onClick={() => file(one)}>
                  {t('establishment.record.registration.file')}
                </Button>
              )}
            </div>
            {one.filed_at === null ? (
              <Clock registration={one} />
            ) : (
              <Filed application_id={id} registration={one} />
            )}
            {one.issue && (
              <Link to={'/issues' as string} search={{ q: one.issue.number } as never}>
                {t('establishment.record.registration.issue', { number: one.issue.number })}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {filing && (
        <FileRegistrationDialog
          application={application}
          registration={filing}
          close={() => file(undefined)}
        />
      )}
    </>
  )
}

function Clock({ registration: { due_on, days_left, state } }: { registration: Registration }) {
  const { t, formats } = useWords()
  return (
    <p className="registration-clock number">
      {t('establishment.record.registration.due', { day: formats.date(due_on) })}
      {days_left !== null && (
        <span className={`is-${state}`}>
          {days_left === 0
            ? t('establishment.record.registration.today')
            : days_left > 0
              ? t('establishment.record.registration.left', { count: days_left })
              : t('establishment.record.registration.over', { count: -days_left })}
        </span>
      )}
    </p>
  )
}

function Filed({ application_id, registration }: { application_id: string; registration: Registration }) {
  const { t, formats } = useWords()
  const { number, credit_code, registered_on, proof } = registration
  return (
    <p className="registration-clock">
      {number && <span className="number">{number}</span>}
      {credit_code && credit_code !== number && <code className="hash">{credit_code}</code>}
      {registered_on && (
        <span>
          {t('establishment.record.registration.registered_on')} {formats.date(registered_on)}
        </span>
      )}
      {proof && (
        <a
          href={fileUrl(downloadFile, { params: { id: application_id, file_id: proof.id } })}
          download={proof.name}
        >
          {proof.name}
        </a>
      )}
    </p>
  )
}
