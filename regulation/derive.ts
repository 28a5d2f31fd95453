/** Writes zh-TW.gen.json, keys.gen.ts and source.gen.json here, or into the folder given. Run by `npm run generate`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDeriver, readGlossary } from '../src/kernel/language/derive.ts'
import { readSource } from './read-yaml.ts'
import { chapterShape, type ParametersFile, parametersShape } from './schema.ts'
import { derivedFile, eachText, folder, keptFile, keysFile, type Source } from './source.ts'

/** The generated files, name → content: written by this script, compared by the gate. */
export function deriveRegulation(from: string = folder): Map<string, string> {
  const source = readSource(from)
  return new Map([
    [derivedFile, deriveTraditional(source)],
    [keysFile, deriveKeys(source)],
    [keptFile, `${JSON.stringify(source, null, 1)}\n`],
  ])
}

/** Names of generated files that no longer follow from their sources. */
export function findStale(from: string = folder): string[] {
  return [...deriveRegulation(from)]
    .filter(([file, content]) => readOr(join(from, file)) !== content)
    .map(([file]) => file)
}

function deriveTraditional(source: Source): string {
  const own = JSON.parse(readFileSync(join(folder, 'zh-tw.json'), 'utf8')) as Record<string, string>
  const derive = makeDeriver({ ...readGlossary(), ...own })
  const derived: Record<string, string> = {}
  eachText(source, '', (path, text) => {
    derived[path] = text.tw ?? derive(text.zh)
  })
  return `${JSON.stringify(derived, null, 1)}\n`
}

function deriveKeys(source: Source): string {
  const chapters = source.chapters.map((chapter) => chapterShape.parse(chapter))
  const clauses = chapters.flatMap((chapter) => chapter.sections.flatMap((section) => section.clauses))
  const controls = clauses.flatMap((clause) => clause.controls.map((control) => control.key))
  const values = Object.entries(parametersShape.parse(source.parameters)).map(
    ([key, parameter]) => `  ${key}: ${typeOf(parameter)}\n`,
  )
  return [
    '// Written by `npm run generate` from regulation/*.yaml.',
    "export type Cycle = 'month' | 'quarter' | 'half_year' | 'year'",
    `export type ParameterValues = {\n${values.join('')}}`,
    'export type ParameterKey = keyof ParameterValues',
    union(
      'ClauseId',
      clauses.map((clause) => clause.id),
    ),
    union('ControlKey', controls),
    '',
  ].join('\n')
}

function typeOf(parameter: ParametersFile[string]): string {
  if (parameter.kind === 'choice') return 'Cycle'
  return parameter.kind === 'number' ? 'number' : `[${parameter.items.map(() => 'number').join(', ')}]`
}

const union = (name: string, members: string[]) =>
  `export type ${name} =${members.map((member) => `\n  | '${member}'`).join('')}`

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

if (import.meta.main) {
  const target = process.argv[2] ?? folder
  for (const [file, content] of deriveRegulation())
    if (readOr(join(target, file)) !== content) writeFileSync(join(target, file), content)
}
