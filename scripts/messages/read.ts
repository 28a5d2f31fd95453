import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Forms = { one?: string; other: string }
export type Text = string | Forms
/** One message as its author wrote it. `tw` only where the derived Traditional Chinese is wrong. */
export type Message = { key: string; file: string; zh: Text; en: Text; tw?: Text }
export type Catalogue = { messages: Message[]; faults: string[] }

/** Reads every `src/**` + `/locales/*.json` below `root`; a faulty message is left out and named in `faults`. */
export function readCatalogue(root: string): Catalogue {
  const catalogue: Catalogue = { messages: [], faults: [] }
  const files = globSync('src/**/locales/*.json', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  for (const file of files.sort()) {
    const prefix = prefixOf(file)
    if (!prefix) {
      catalogue.faults.push(
        `${file}: a topic file lies in src/kernel/<part>, src/chapters/<chapter> or src/app`,
      )
      continue
    }
    try {
      collect(catalogue, file, prefix, JSON.parse(readFileSync(join(root, file), 'utf8')))
    } catch (error) {
      catalogue.faults.push(`${file}: not JSON (${(error as Error).message})`)
    }
  }
  refuseDoubles(catalogue)
  return catalogue
}

/** `src/chapters/establishment/locales/application.json` gives `establishment.application`. */
function prefixOf(file: string): string | undefined {
  const topic = /\/locales\/([a-z][a-z0-9_-]*)\.json$/.exec(file)?.[1]?.replaceAll('-', '_')
  const owner = /^src\/(?:(app)|(?:kernel|chapters)\/([a-z-]+))\//.exec(file)
  if (!topic || !owner) return undefined
  if (file === 'src/kernel/errors/locales/errors.json') return 'errors'
  return `${(owner[1] ?? owner[2])?.replaceAll('-', '_')}.${topic}`
}

function collect(catalogue: Catalogue, file: string, key: string, node: unknown) {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    catalogue.faults.push(`${file}: ${key} is neither a message { "zh", "en" } nor a group of messages`)
  } else if ('zh' in node || 'en' in node || 'tw' in node) {
    collectMessage(catalogue, file, key, node)
  } else {
    for (const [name, child] of Object.entries(node)) {
      if (!/^[a-z0-9][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*$/.test(name))
        catalogue.faults.push(`${file}: the key ${key}.${name} is not snake_case`)
      else collect(catalogue, file, `${key}.${name}`, child)
    }
  }
}

function collectMessage(catalogue: Catalogue, file: string, key: string, node: object) {
  const { zh, en, tw, ...rest } = node as Record<string, unknown>
  const faults: string[] = []
  const extra = Object.keys(rest)
  if (extra.length > 0)
    faults.push(`does not know ${extra.join(', ')} (languages are zh, en and, to override, tw)`)
  if (!isText(zh)) faults.push('has no text in zh')
  if (!isText(en)) faults.push('has no text in en')
  if (tw !== undefined && !isText(tw)) faults.push('has a tw that is not a text')
  if (isForms(en) && en.one === undefined) faults.push('has a plural in en without "one"')
  if (isForms(zh) && !isForms(en)) faults.push('has a plural in zh and none in en')
  if (isForms(en) && !placeholdersOf(en.other ?? '').has('count'))
    faults.push('has a plural without {{count}} in "other"')
  if (faults.length === 0) faults.push(...placeholderFaults(zh as Text, en as Text, tw as Text | undefined))
  if (faults.length > 0) catalogue.faults.push(...faults.map((fault) => `${file}: ${key} ${fault}`))
  else catalogue.messages.push({ key, file, zh: zh as Text, en: en as Text, tw: tw as Text | undefined })
}

function isText(value: unknown): value is Text {
  return (typeof value === 'string' && value.trim() !== '') || isForms(value)
}

export function isForms(value: unknown): value is Forms {
  if (typeof value !== 'object' || value === null || !('other' in value)) return false
  return Object.entries(value).every(([form, text]) => (form === 'one' || form === 'other') && isText(text))
}

/** The names inside `{{name}}` and `{{name, number}}`. */
export function placeholdersOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1] ?? ''))
}

function placeholderFaults(zh: Text, en: Text, tw: Text | undefined): string[] {
  const wanted = placeholdersOf(other(zh))
  const faults: string[] = []
  const compare = (language: string, text: string) => {
    const found = placeholdersOf(text)
    const away = [...wanted.symmetricDifference(found)].filter((name) => name !== 'count' || !isForms(en))
    if (away.length > 0) faults.push(`has other placeholders in zh than in ${language}: ${away.join(', ')}`)
  }
  compare('en', other(en))
  if (typeof en !== 'string' && en.one) compare('en (one)', en.one)
  if (tw !== undefined) compare('tw', other(tw))
  return faults
}

export const other = (text: Text) => (typeof text === 'string' ? text : text.other)

function refuseDoubles(catalogue: Catalogue) {
  const seen = new Map<string, Message>()
  for (const message of catalogue.messages) {
    const first = seen.get(message.key)
    if (first) catalogue.faults.push(`${message.file}: ${message.key} is also in ${first.file}`)
    else seen.set(message.key, message)
  }
}
