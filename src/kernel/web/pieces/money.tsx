import { useWords } from '../../language/web/words.tsx'

/** Integer minor units and their currency, aligned by its figures. */
export function Money({ minor, currency }: { minor: number | string | null; currency: string }) {
  const { formats } = useWords()
  if (minor === null) return <span className="faint">—</span>
  return <span className="number">{formats.money(minor, currency)}</span>
}
