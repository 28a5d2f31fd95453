import { simplify } from '../../../../kernel/language/comparing/name-key.ts'
import words from './name-words.json' with { type: 'json' }

const escaped = words.closed
  .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .sort((a, b) => b.length - a.length)
/** As a word of its own at an end, after a dash or in brackets: `Gala Place (Dead)`, `… - Relocation`, `城南点（已停业）`. */
const closing = new RegExp(`(?:[\\s([-]|^)(${escaped.join('|')})(?:\\s*[)\\]]|$)`, 'iu')

/** The word in a name which says that the outlet no longer runs or has moved. */
export function closedWord(name: string): string | undefined {
  return closing.exec(simplify(name.normalize('NFKC')))?.[1]
}
