import { Modal, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { sameValues } from './same-values.ts'
import './conflict-dialog.css'

type Row = Record<string, unknown>
export type ConflictField = {
  key: string
  word: string
  /** How a value is written for the reader; text as it is when left out. */
  show?: (value: unknown) => ReactNode
}

type Props = {
  /** What was opened, what I made of it, what is saved now. */
  base: Row
  mine: Row
  theirs: Row
  fields: ConflictField[]
  /** Who saved in between, and when. */
  by?: ReactNode
  /** Gets the chosen values; save them over the version of `theirs`. */
  onChoose: (values: Row) => void
  onCancel: () => void
}

type Side = 'mine' | 'theirs'

/** Someone saved in between (409 stale): both versions side by side, chosen field by field. Nothing typed is lost. */
export function ConflictDialog({ base, mine, theirs, fields, by, onChoose, onCancel }: Props) {
  const { t } = useWords()
  const differing = fields.filter(({ key }) => !same(mine[key], theirs[key]))
  const [sides, setSides] = useState<Record<string, Side>>({})
  // What I did not touch follows the other version; what I did stays mine until I say otherwise.
  const sideOf = (key: string): Side => sides[key] ?? (same(mine[key], base[key]) ? 'theirs' : 'mine')
  const choose = () => {
    const chosen = differing
      .filter(({ key }) => sideOf(key) === 'mine')
      .map(({ key }) => [key, mine[key]] as const)
    onChoose({ ...theirs, ...Object.fromEntries(chosen) })
  }
  return (
    <Modal
      open
      width={760}
      title={t('web.form.conflict.title')}
      okText={t('web.form.conflict.save')}
      cancelText={t('web.form.conflict.back')}
      onOk={choose}
      onCancel={onCancel}
      mask={{ closable: false }}
    >
      <p>{t('web.form.conflict.text')}</p>
      {by && <p className="muted">{by}</p>}
      <div className="conflict">
        {differing.map(({ key, word, show = write }) => (
          <section key={key} className="conflict-field" aria-label={word}>
            <header>
              <h3>{word}</h3>
              <Segmented<Side>
                size="small"
                aria-label={word}
                value={sideOf(key)}
                onChange={(side) => setSides({ ...sides, [key]: side })}
                options={[
                  { value: 'mine', label: t('web.form.conflict.mine') },
                  { value: 'theirs', label: t('web.form.conflict.theirs') },
                ]}
              />
            </header>
            <div className={`conflict-side${sideOf(key) === 'mine' ? ' is-chosen' : ''}`}>
              <small>{t('web.form.conflict.mine')}</small>
              <div>{show(mine[key])}</div>
            </div>
            <div className={`conflict-side${sideOf(key) === 'theirs' ? ' is-chosen' : ''}`}>
              <small>{t('web.form.conflict.theirs')}</small>
              <div>{show(theirs[key])}</div>
            </div>
          </section>
        ))}
      </div>
    </Modal>
  )
}

/** A field that was emptied, and one nobody filled in, say the same; so do values whose parts stand in another order. */
const same = (a: unknown, b: unknown) => sameValues(a === '' ? null : a, b === '' ? null : b)

function write(value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
