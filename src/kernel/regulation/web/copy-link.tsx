import { CheckOutlined, LinkOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { copyText } from './copy-text.ts'

/** Copies the permanent address of a part of the regulation. */
export function CopyLink({ id }: { id: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const { origin, pathname, search } = location
    setCopied(await copyText(`${origin}${pathname}${search}#${id}`))
  }
  const word = t(copied ? 'regulation.page.link_copied' : 'regulation.page.copy_link', { id })
  return (
    <Tooltip title={word}>
      <button type="button" className="plain-button copy-link no-print" aria-label={word} onClick={copy}>
        {copied ? <CheckOutlined aria-hidden="true" /> : <LinkOutlined aria-hidden="true" />}
      </button>
    </Tooltip>
  )
}
