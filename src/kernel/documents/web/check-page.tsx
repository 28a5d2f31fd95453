import { Form, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { FileDrop } from '../../web/pieces/file-drop.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { type Authenticity, checkFile, checkHash } from '../contract.ts'
import { AuthenticityResult } from './authenticity-result.tsx'
import './documents.css'

/** Whoever holds a file, or only its SHA-256, asks whether the company issued it. */
export function CheckPage() {
  const { t, language } = useWords()
  const [found, setFound] = useState<{ name: string; answer: Authenticity }>()
  const [hash, setHash] = useState('')
  const tidy = hash.trim().toLowerCase()
  const whole = /^[0-9a-f]{64}$/.test(tidy)
  const byHash = useCall(checkHash, { params: { sha256: tidy } }, { enabled: whole })
  return (
    <div className="check-page">
      <header>
        <h1>{t('documents.check.title')}</h1>
        <p className="muted">
          {t('documents.check.intro')}{' '}
          <a href={`/public/documents?lang=${language}`} className="underlined">
            {t('documents.check.by_code')}
          </a>
        </p>
      </header>
      <FileDrop
        endpoint={checkFile}
        input={{}}
        multiple={false}
        label={t('documents.check.file')}
        onDone={(answer, file) => setFound({ name: file.name, answer })}
      />
      {found && <AuthenticityResult name={found.name} answer={found.answer} />}
      <Form layout="vertical">
        <Form.Item
          label={t('documents.check.hash')}
          htmlFor="check-hash"
          {...(hash && !whole
            ? { validateStatus: 'warning' as const, help: t('documents.check.hash_shape') }
            : {})}
        >
          <Input
            id="check-hash"
            value={hash}
            onChange={({ target }) => setHash(target.value)}
            className="hash"
            spellCheck={false}
            autoComplete="off"
          />
        </Form.Item>
      </Form>
      {whole && byHash.data && <AuthenticityResult answer={byHash.data} />}
      {whole && byHash.error && <ProblemView problem={byHash.error} inline />}
    </div>
  )
}
