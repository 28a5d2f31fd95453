import { nameKey } from '../places/simplify.ts'
import type { TargetField } from './contract.ts'
import words from './header-words.json' with { type: 'json' }

const byWord = new Map<string, TargetField>()
for (const [field, written] of Object.entries(words) as [TargetField, string[]][])
  for (const word of written) if (!byWord.has(nameKey(word))) byWord.set(nameKey(word), field)

/** The field a header names, in Chinese of either script or in English; remarks in brackets and stars are passed over. */
export function knownHeader(header: string): TargetField | undefined {
  const bare = header.normalize('NFKC').replace(/[*＊]/g, '')
  return byWord.get(nameKey(bare)) ?? byWord.get(nameKey(bare.replace(/[([{【].*?[)\]}】]/g, '')))
}
