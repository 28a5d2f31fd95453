import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { type ImportedKind, kindKey } from './contract.ts'
import words from './value-words.json' with { type: 'json' }

const byWord = new Map<string, ImportedKind | 'headquarters'>()
for (const [kind, written] of Object.entries(words) as [ImportedKind | 'headquarters', string[]][])
  for (const word of written) byWord.set(nameKey(word), kind)

/** What a cell of a kind column says in the words people use: `Company Owned` is a branch, `合资` a partner point. */
export const knownKind = (written: string) => byWord.get(nameKey(written))

/** A value map for the distinct values of a column; values nobody knows are left for a person to decide. */
export function guessKinds(values: Iterable<string>): Record<string, ImportedKind> {
  const kinds: Record<string, ImportedKind> = {}
  for (const value of values) {
    const kind = knownKind(value)
    if (kind && kind !== 'headquarters') kinds[kindKey(value)] = kind
  }
  return kinds
}
