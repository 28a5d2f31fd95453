import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { useSession } from '../../web/session.tsx'
import { authCall } from './auth-call.ts'
import { BackupCodes } from './backup-codes.tsx'
import { Refusal } from './refusal.tsx'
import { type Enrolment, TotpEnrolment } from './totp-enrolment.tsx'
import { useAuth } from './use-auth.ts'

/** The second step of signing in: switched on with an authenticator app, off with the password. */
export function TwoFactor() {
  const { t } = useWords()
  const { two_factor: isOn } = useSession()
  const client = useQueryClient()
  const { run, running, refusal } = useAuth()
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [codes, setCodes] = useState<string[]>()

  const start = (event: FormEvent) => {
    event.preventDefault()
    void run('start', async () => {
      if (isOn) await authCall('two-factor/disable', { password })
      else setEnrolment(await authCall<Enrolment>('two-factor/enable', { password, method: 'totp' }))
      setAsking(false)
      setPassword('')
      if (isOn) await client.invalidateQueries({ queryKey: ['session.read'] })
    })
  }
  const confirm = (code: string) =>
    run('confirm', async () => {
      await authCall('two-factor/verify-totp', { code })
      setCodes(enrolment?.backupCodes)
      setEnrolment(undefined)
      await client.invalidateQueries({ queryKey: ['session.read'] })
    })

  if (enrolment)
    return <TotpEnrolment enrolment={enrolment} onConfirm={confirm} running={running} refusal={refusal} />
  if (codes) return <BackupCodes codes={codes} onDone={() => setCodes(undefined)} />
  return (
    <div className="account-form">
      <StateChip
        tone={isOn ? 'done' : 'closed'}
        word={t(isOn ? 'access.account.two_factor_on' : 'access.account.two_factor_off')}
      />
      {asking ? (
        <form className="account-form" onSubmit={start}>
          <Refusal text={refusal} />
          <Input.Password
            autoFocus
            autoComplete="current-password"
            value={password}
            placeholder={t('access.account.current_password')}
            aria-label={t('access.account.current_password')}
            onChange={({ target }) => setPassword(target.value)}
          />
          <Button
            htmlType="submit"
            type={isOn ? 'default' : 'primary'}
            danger={isOn}
            loading={running !== undefined}
            disabled={password === ''}
          >
            {t(isOn ? 'access.account.two_factor_stop' : 'access.sign_in.continue')}
          </Button>
        </form>
      ) : (
        <Button onClick={() => setAsking(true)}>
          {t(isOn ? 'access.account.two_factor_stop' : 'access.account.two_factor_start')}
        </Button>
      )}
    </div>
  )
}
