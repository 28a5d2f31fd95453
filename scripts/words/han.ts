import { isTest, placeOf, type Source, visit } from '../source.ts'

const han = /\p{Script=Han}/u

/** Code that reads Chinese rather than speaks it: folder → what it reads. */
const readsChinese: Record<string, string> = {
  'src/chapters/establishment/network/places/':
    'names of provinces and cities, in the spellings found in spreadsheets',
  'src/kernel/sheet/reading/': 'brackets and stars of headers in spreadsheets',
  'src/chapters/complaints/intake/reading/': 'times, amounts and stars as they are written in spreadsheets',
  'src/kernel/mail/in/reading/':
    'what mail programs write into a mail, and by which characters its script is known',
}

/** Places where Chinese stands in the code itself, where no catalogue can translate it. Comments may speak Chinese. */
export function findHan(source: Source): string[] {
  if (isTest(source.path) || /(^|\/)(locales|demo|seed)(\/|\.tsx?$)/.test(source.path)) return []
  if (Object.keys(readsChinese).some((folder) => source.path.startsWith(folder))) return []
  const faults: string[] = []
  const look = (node: { start: number; end: number }, value?: unknown) => {
    if (han.test(source.text.slice(node.start, node.end)) || (typeof value === 'string' && han.test(value)))
      faults.push(`${placeOf(source, node)}: Chinese belongs in a locales/*.json file`)
  }
  visit(source, {
    Literal: (node) => look(node, node.value),
    TemplateElement: (node) => look(node, node.value.cooked),
    JSXText: (node) => look(node),
    Identifier: (node) => look(node),
  })
  return [...new Set(faults)]
}
