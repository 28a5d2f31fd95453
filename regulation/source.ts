import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The YAML files as parsed, not yet checked. */
export type Source = { regulation: unknown; units: unknown; parameters: unknown; chapters: unknown[] }

export const folder = import.meta.dirname
export const derivedFile = 'zh-TW.gen.json'
export const keysFile = 'keys.gen.ts'
export const keptFile = 'source.gen.json'

/** What the generator has kept of the YAML files: parsing them would be a good part of every start. */
export const readKept = (from: string): Source =>
  JSON.parse(readFileSync(join(from, keptFile), 'utf8')) as Source

export type TextNode = { zh: string; tw?: string }

/** Visits every text (an object with `zh`) under its path: ids and keys where there are some, else positions. */
export function eachText(node: unknown, path: string, visit: (path: string, text: TextNode) => void): void {
  if (typeof node !== 'object' || node === null) return
  if ('zh' in node && typeof node.zh === 'string') visit(path, node as TextNode)
  for (const [name, child] of Object.entries(node)) eachText(child, `${path}/${nameOf(child, name)}`, visit)
}

function nameOf(node: unknown, otherwise: string): string {
  if (typeof node !== 'object' || node === null) return otherwise
  if ('id' in node) return String(node.id)
  return 'key' in node ? String(node.key) : otherwise
}
