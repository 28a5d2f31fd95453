import { simplify } from '../../../../kernel/language/comparing/name-key.ts'
import words from '../places/time-zone-words.json' with { type: 'json' }

export type ZoneReading = { zone: string; how: 'same' | 'rewritten' } | undefined

const byWord = new Map(
  Object.entries(words).flatMap(([zone, written]) => written.map((word) => [word, zone] as const)),
)
/** The IANA zones this runtime knows, by lower-case name. */
const zones = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]))

/**
 * Reads a time zone: an IANA name, one with an offset before it (`GMT+08:00 Asia/Beijing`), or the words people use
 * for the zones of China. `undefined`: no such zone. Asia/Beijing is not an IANA zone; Asia/Shanghai is.
 */
export function readTimeZone(written: string): ZoneReading {
  const text = simplify(written.normalize('NFKC')).trim().toLowerCase()
  const name = text.replace(/^\(?(gmt|utc)\s*[+-]\s*\d{1,2}(:?\d{2})?\)?\s*/, '')
  for (const candidate of [text, name, text.replace(/[\s()]/g, '')]) {
    const zone = byWord.get(candidate) ?? zones.get(candidate)
    if (candidate && zone) return { zone, how: zone === written ? 'same' : 'rewritten' }
  }
  return undefined
}
