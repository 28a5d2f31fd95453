import type { ReactNode } from 'react'
import './version-list.css'
import { When } from './when.tsx'

export type ListedVersion = {
  id: string
  /** "Version 3", "Version 4 (draft)". */
  word: string
  published_at: string | null
  /** How much it is used. */
  use?: ReactNode
}

type Props = { versions: ListedVersion[]; shown: string; onShow: (id: string) => void }

/** All versions of something, newest first; pressing one shows it. */
export function VersionList({ versions, shown, onShow }: Props) {
  return (
    <ol className="version-list">
      {versions.map(({ id, word, published_at, use }) => (
        <li key={id} className={id === shown ? 'is-shown' : ''}>
          <button
            type="button"
            className="plain-button"
            aria-current={id === shown}
            onClick={() => onShow(id)}
          >
            {word}
          </button>
          {published_at && (
            <span className="version-use">
              <When at={published_at} />
              {use}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
