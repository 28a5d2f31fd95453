import type { ReactNode } from 'react'

type Kind = 'blank' | 'missing' | 'torn'

/** The one drawing of the product: a ledger page, blank, with a glass over it, or torn. */
export function LedgerMark({ kind }: { kind: Kind }) {
  return (
    <svg className="ledger-mark" viewBox="0 0 88 64" aria-hidden="true">
      {drawings[kind]}
    </svg>
  )
}

const rules = <path className="ledger-mark-rules" d="M24 24h40M24 32h40M24 40h40M24 48h24M32 16v40" />

const drawings: Record<Kind, ReactNode> = {
  blank: (
    <>
      <path d="M20 8h48v48H20zM20 16h48" />
      {rules}
      <rect className="ledger-mark-seal" x="56" y="44" width="8" height="8" rx="1" />
    </>
  ),
  missing: (
    <>
      <path d="M20 8h48v48H20zM20 16h48" />
      {rules}
      <circle className="ledger-mark-ground" cx="58" cy="40" r="10" />
      <path d="m65 47 9 9" />
    </>
  ),
  torn: (
    <>
      <path d="M20 8h48v22l-8 5-8-6-8 7-8-6-8 5-8-5zM20 16h48M20 40l8 5 8-5 8 6 8-7 8 6 8-5v20H20z" />
      <path className="ledger-mark-rules" d="M24 22h40M24 52h40" />
    </>
  ),
}
