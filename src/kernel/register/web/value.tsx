import type { ReactNode } from 'react'
import { downloadFile } from '../../files/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { fileUrl } from '../../web/call.ts'
import type { Register } from '../contract.ts'
import type { Row } from './row.ts'

/** A field's value in words: what stands in the list, in the record and in an exported sheet. */
export function useValues({ fields }: Register) {
  const { t, formats } = useWords()
  const write = (key: string, value: unknown): string | number | null => {
    const field = fields[key]
    if (!field || value === null || value === undefined) return null
    if (field.kind === 'choice') {
      const word = field.options[String(value)]
      return word ? t(word) : String(value)
    }
    return typeof value === 'number' ? value : String(value)
  }
  const text = (row: Row, key: string) =>
    fields[key]?.kind === 'file' ? (row.files[key]?.name ?? null) : write(key, row[key])
  const show = (row: Row, key: string): ReactNode => {
    const [field, written] = [fields[key], text(row, key)]
    if (field?.kind === 'day' && written === null && field.until) return t('register.list.endless')
    if (written === null) return null
    if (field?.kind === 'file') return <FileLink id={String(row[key])} name={String(written)} />
    if (field?.kind === 'day')
      return <span className="number">{formats.date(String(written), { style: 'table' })}</span>
    if (typeof written === 'number') return <span className="number">{formats.number(written)}</span>
    return written
  }
  return { write, text, show }
}

function FileLink({ id, name }: { id: string; name: string }) {
  return (
    <a
      href={fileUrl(downloadFile, { params: { id } })}
      download={name}
      onClick={(event) => event.stopPropagation()}
    >
      {name}
    </a>
  )
}
