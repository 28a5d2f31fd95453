import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCatalogue } from './messages/read.ts'
import { isTest, listFiles, readSources } from './source.ts'
import { findBareWords } from './words/bare-words.ts'
import { findHan } from './words/han.ts'
import { type Act, type Demand, readMentions } from './words/mentions.ts'

/** Everything wrong between the catalogue and the code that speaks it, one sentence each. */
export function checkWords(root: string): string[] {
  const { messages, faults } = readCatalogue(root)
  const keys = new Set(messages.map((message) => message.key))
  const sources = readSources(root, ['src', 'db']).filter((source) => !isTest(source.path))
  const mentions = sources.map(readMentions)
  const missing = mentions
    .flatMap((mention) => mention.demands.map((demand) => faultOf(demand, keys)))
    .filter(Boolean)

  const strings = new Set(mentions.flatMap((mention) => [...mention.strings]))
  const prefixes = [...new Set(mentions.flatMap((mention) => [...mention.prefixes]))]
  const data = readData(root)
  const acts = [...strings].map(actionKey)
  const starts = prefixes.map(actionStart).filter((start) => start !== undefined)
  const isUsed = (key: string) =>
    strings.has(key) ||
    /^[a-z_]+\.(trail_fields|trail_values|permissions)\./.test(key) ||
    acts.includes(key) ||
    starts.some((start) => key.startsWith(start)) ||
    prefixes.some((prefix) => key.startsWith(prefix)) ||
    data.includes(`"${key}"`)
  const unused = messages
    .filter((message) => !isUsed(message.key))
    .map((message) => `${message.file}: nothing uses ${message.key}`)

  const nameless = mentions
    .flatMap((mention) => mention.acts.map((act) => faultOfAct(act, keys)))
    .filter((fault) => fault !== undefined)
  const spoken = sources
    .filter((source) => source.path.startsWith('src/'))
    .flatMap((source) => [...findHan(source), ...findBareWords(source)])
  return [...faults, ...(missing as string[]), ...nameless, ...unused, ...spoken]
}

function faultOfAct({ place, action, start }: Act, keys: Set<string>): string | undefined {
  if (action !== undefined) {
    const key = actionKey(action) ?? ''
    return keys.has(key) ? undefined : `${place}: the trail has no words for ${action}: write ${key}`
  }
  const begins = actionStart(start ?? '') ?? ''
  const known = [...keys].some((key) => key.startsWith(begins))
  return known ? undefined : `${place}: the trail has no words for ${start}...: write ${begins}...`
}

/** The words of a trail's action: `tasks.task.hand_over` is said by `tasks.trail.task_hand_over`. */
function actionKey(action: string): string | undefined {
  const [part, ...rest] = action.split('.')
  return rest.length > 1 ? `${part}.trail.${rest.join('_')}` : undefined
}

/** The same of an action put together: `approvals.request.${verb}`. */
function actionStart(prefix: string): string | undefined {
  const [, part, thing] = /^([a-z_]+)\.([a-z_.]+)\.$/.exec(prefix) ?? []
  return part && thing && `${part}.trail.${thing.replaceAll('.', '_')}_`
}

function faultOf({ place, key, prefix }: Demand, keys: Set<string>): string | undefined {
  if (key !== undefined) return keys.has(key) ? undefined : `${place}: no message has the key ${key}`
  if (!prefix)
    return `${place}: a key put together needs a literal start, such as \`establishment.state.\${state}\``
  const known = [...keys].some((candidate) => candidate.startsWith(prefix))
  return known ? undefined : `${place}: no message key starts with ${prefix}`
}

/** JSON and YAML that name keys, such as menus kept as data. */
function readData(root: string): string {
  return listFiles(root, ['src', 'regulation'], '{json,yaml}')
    .filter((path) => !/\/(locales|locales\.gen)\//.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n')
}

if (import.meta.main) {
  const faults = checkWords(join(import.meta.dirname, '..'))
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
