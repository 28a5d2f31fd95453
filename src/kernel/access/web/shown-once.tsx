import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import './shown-once.css'

/** A secret that is never shown again: to copy now. */
export function ShownOnce({ secret, text }: { secret: string; text: ReactNode }) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () => navigator.clipboard?.writeText(secret).then(() => setCopied(true))
  return (
    <div className="shown-once">
      <p>{text}</p>
      <output className="shown-once-secret">{secret}</output>
      <Button
        icon={copied ? <CheckOutlined aria-hidden="true" /> : <CopyOutlined aria-hidden="true" />}
        onClick={() => void copy()}
      >
        {t(copied ? 'access.once.copied' : 'access.once.copy')}
      </Button>
    </div>
  )
}
