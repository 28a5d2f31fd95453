import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { collectFaults } from './faults.ts'
import type { ClauseId, ControlKey, ParameterKey } from './keys.gen.ts'
import { chapterShape, parametersShape, titleShape, unitsShape } from './schema.ts'
import { derivedFile, eachText, folder, readKept, type Source } from './source.ts'

/** A sentence in the three languages. */
export type Text = { 'zh-CN': string; 'zh-TW': string; en: string }

export type Control = { key: ControlKey; clause_id: ClauseId; measure: Text }

export type Clause = {
  id: ClauseId
  section_id: string
  chapter_id: string
  text: Text
  /** Not of the source regulation, but what regulations of this type go on to ask. */
  supplementary: boolean
  /** The regulation's own numbers that belong to this clause. */
  parameters: ParameterKey[]
  controls: Control[]
}

export type Section = { id: string; title: Text; clauses: Clause[] }
export type Chapter = { id: string; title: Text; sections: Section[] }

export type NumberForms = { ordinal: boolean; one?: string; two?: string; few?: string; other: string }
export type NumberUnit = { zh: { 'zh-CN': string; 'zh-TW': string }; en: NumberForms | { names: string[] } }

type Belonging = { key: ParameterKey; label: Text; unit: string; clauses: ClauseId[] }
export type NumberParameter = Belonging & {
  kind: 'number'
  min: number
  max: number
  default: number
  say: NumberUnit
}
export type ChoiceParameter = Belonging & {
  kind: 'choice'
  default: string
  options: { value: string; label: Text }[]
}
export type ListParameter = Belonging & {
  kind: 'list'
  min: number
  max: number
  default: number[]
  items: Text[]
  say: NumberUnit
}
export type Parameter = NumberParameter | ChoiceParameter | ListParameter

export type Regulation = {
  /** Holds `{company}`. */
  title: Text
  short_title: Text
  chapters: Chapter[]
  clauses: Clause[]
  controls: Control[]
  parameters: Parameter[]
}

let loaded: Regulation | undefined

/** The regulation this program runs, read once. */
export function regulation(): Regulation {
  loaded ??= loadRegulation(folder)
  return loaded
}

/**
 * Reads and checks a folder like this one; throws one error that names every fault. `read`: from what the generator kept,
 * unless told.
 */
export function loadRegulation(from: string, read: (from: string) => Source = readKept): Regulation {
  const source = read(from)
  const underived = addDerived(source, from)
  const { checked, faults } = check(source)
  const all = [...underived, ...faults, ...(checked ? collectFaults(checked) : [])]
  if (!checked || all.length > 0) throw new Error(`The regulation in ${from} is faulty:\n${all.join('\n')}`)
  return build(checked)
}

/** Puts the generated Traditional Chinese beside the Simplified; an override in the source wins. */
function addDerived(source: Source, from: string): string[] {
  const file = join(from, derivedFile)
  const derived = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
  const missing: string[] = []
  eachText(source, '', (path, text) => {
    text.tw ??= derived[path]
    if (!text.tw) missing.push(path)
  })
  if (missing.length === 0) return []
  return [`${missing.length} texts have no Traditional Chinese (${missing[0]} …): run npm run generate`]
}

export type Checked = {
  regulation: z.infer<typeof titleShape>
  units: z.infer<typeof unitsShape>
  parameters: z.infer<typeof parametersShape>
  chapters: z.infer<typeof chapterShape>[]
}

function check(source: Source): { checked?: Checked; faults: string[] } {
  const shape = z.object({
    regulation: titleShape,
    units: unitsShape,
    parameters: parametersShape,
    chapters: z.array(chapterShape).min(1),
  })
  const result = shape.safeParse(source)
  if (result.success) return { checked: result.data, faults: [] }
  return { faults: result.error.issues.map((issue) => `${issue.path.join('/')}: ${issue.message}`) }
}

function build({ regulation: { title, short_title }, units, parameters, chapters }: Checked): Regulation {
  const built = chapters.map(
    (chapter): Chapter => ({
      id: chapter.id,
      title: say(chapter.title),
      sections: chapter.sections.map((section) => ({
        id: section.id,
        title: say(section.title),
        clauses: section.clauses.map(
          ({ id, supplementary, controls, ...text }): Clause => ({
            id: id as ClauseId,
            section_id: section.id,
            chapter_id: chapter.id,
            text: say(text),
            supplementary,
            parameters: Object.keys(parameters).filter((key) =>
              parameters[key]?.clauses.includes(id),
            ) as ParameterKey[],
            controls: controls.map((control) => ({
              key: control.key as ControlKey,
              clause_id: id as ClauseId,
              measure: say(control.measure),
            })),
          }),
        ),
      })),
    }),
  )
  const clauses = built.flatMap((chapter) => chapter.sections.flatMap((section) => section.clauses))
  return {
    title: say(title),
    short_title: say(short_title),
    chapters: built,
    clauses,
    controls: clauses.flatMap((clause) => clause.controls),
    parameters: Object.entries(parameters).map(([key, declared]) => buildParameter(key, declared, units)),
  }
}

function buildParameter(
  key: string,
  declared: Checked['parameters'][string],
  units: Checked['units'],
): Parameter {
  const belonging = {
    key: key as ParameterKey,
    label: say(declared.label),
    unit: declared.unit,
    clauses: declared.clauses as ClauseId[],
  }
  const unit = units[declared.unit]
  if (declared.kind === 'choice') {
    const options = unit && 'options' in unit ? Object.entries(unit.options) : []
    return {
      ...belonging,
      kind: 'choice',
      default: declared.default,
      options: options.map(([value, label]) => ({ value, label: say(label) })),
    }
  }
  if (!unit || 'options' in unit) throw new Error(`${key} has no unit`)
  const said: NumberUnit = { zh: { 'zh-CN': unit.zh, 'zh-TW': unit.tw ?? unit.zh }, en: unit.en }
  const range = { min: declared.min, max: declared.max, say: said }
  return declared.kind === 'list'
    ? { ...belonging, ...range, kind: 'list', default: declared.default, items: declared.items.map(say) }
    : { ...belonging, ...range, kind: 'number', default: declared.default }
}

const say = (text: { zh: string; en: string; tw?: string }): Text => ({
  'zh-CN': text.zh,
  'zh-TW': text.tw ?? text.zh,
  en: text.en,
})
