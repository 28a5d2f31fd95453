import { Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { Refusal } from './refusal.tsx'

type Props = {
  onSubmit: (code: string, backup: boolean, trustDevice: boolean) => void
  onBack: () => void
  running: boolean
  refusal: string | undefined
}

/** The second step: six digits from the app, or one of the codes kept for the day the phone is lost. */
export function CodeForm({ onSubmit, onBack, running, refusal }: Props) {
  const { t } = useWords()
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '') onSubmit(code.trim(), backup, trust)
  }
  const swap = () => {
    setBackup(!backup)
    setCode('')
  }
  return (
    <form className="bare-form" onSubmit={submit}>
      <p className="muted">{t(backup ? 'access.sign_in.backup_text' : 'access.sign_in.code_text')}</p>
      <Refusal text={refusal} />
      {backup ? (
        <Input
          key="backup"
          size="large"
          autoFocus
          value={code}
          autoComplete="off"
          aria-label={t('access.sign_in.backup')}
          onChange={({ target }) => setCode(target.value)}
        />
      ) : (
        <Input
          key="code"
          size="large"
          autoFocus
          className="code-input"
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          aria-label={t('access.sign_in.code')}
          onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
        />
      )}
      <Checkbox checked={trust} onChange={({ target }) => setTrust(target.checked)}>
        {t('access.sign_in.trust')}
      </Checkbox>
      <Button type="primary" htmlType="submit" size="large" block loading={running}>
        {t('access.sign_in.continue')}
      </Button>
      <div className="code-others">
        <Button type="link" size="small" onClick={swap}>
          {t(backup ? 'access.sign_in.use_code' : 'access.sign_in.use_backup')}
        </Button>
        <Button type="link" size="small" onClick={onBack}>
          {t('access.sign_in.other_account')}
        </Button>
      </div>
    </form>
  )
}
