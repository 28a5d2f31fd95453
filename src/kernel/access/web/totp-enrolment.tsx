import { Button, Input, QRCode } from 'antd'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { Refusal } from './refusal.tsx'

export type Enrolment = { totpURI: string; backupCodes: string[] }

type Props = {
  enrolment: Enrolment
  onConfirm: (code: string) => void
  running: string | undefined
  refusal: string | undefined
}

/** Scan, then prove it with a code: only then is the second step on, so that nobody locks themselves out. */
export function TotpEnrolment({ enrolment, onConfirm, running, refusal }: Props) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const secret = new URL(enrolment.totpURI).searchParams.get('secret') ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onConfirm(code)
  }
  return (
    <div className="totp">
      {/* Black on white in dark mode too: cameras want it so. */}
      <QRCode type="svg" value={enrolment.totpURI} size={176} color="#1B2A2F" bgColor="#FFFFFF" />
      <form className="totp-words" onSubmit={submit}>
        <p>{t('access.account.totp_scan')}</p>
        <p className="totp-secret">{secret.replace(/(.{4})/g, '$1 ').trim()}</p>
        <Refusal text={refusal} />
        <Input
          className="code-input"
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          aria-label={t('access.sign_in.code')}
          onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
        />
        <Button type="primary" htmlType="submit" loading={running !== undefined} disabled={code.length !== 6}>
          {t('access.account.totp_confirm')}
        </Button>
      </form>
    </div>
  )
}
