import type { Checked } from './load.ts'

/** What the shapes alone can't see: double ids, wrong order, placeholders without a parameter, defaults out of range. */
export function collectFaults(checked: Checked): string[] {
  return [
    ...orderFaults(checked),
    ...controlFaults(checked),
    ...placeholderFaults(checked),
    ...parameterFaults(checked),
  ]
}

const clausesOf = ({ chapters }: Checked) =>
  chapters.flatMap((chapter) => chapter.sections.flatMap((section) => section.clauses))

/** Chapters, sections and clauses count up by one from 1, and each lies in what its number says. */
function orderFaults({ chapters }: Checked): string[] {
  const faults: string[] = []
  const expect = (id: string, expected: string) => {
    if (id !== expected) faults.push(`${id} stands where ${expected} belongs`)
  }
  for (const [c, chapter] of chapters.entries()) {
    expect(chapter.id, `${c + 1}`)
    for (const [s, section] of chapter.sections.entries()) {
      expect(section.id, `${chapter.id}.${s + 1}`)
      const alone = section.clauses.length === 1 && section.clauses[0]?.id === section.id
      if (!alone)
        for (const [k, clause] of section.clauses.entries()) expect(clause.id, `${section.id}.${k + 1}`)
    }
  }
  return faults
}

function controlFaults(checked: Checked): string[] {
  const keys = clausesOf(checked).flatMap((clause) => clause.controls.map((control) => control.key))
  return keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `the control ${key} stands twice`)
}

/** Every `{name}` is a parameter that belongs to the clause (or the company), and each language says the same ones. */
function placeholderFaults(checked: Checked): string[] {
  const faults: string[] = []
  for (const clause of clausesOf(checked)) {
    for (const text of [clause, ...clause.controls.map((control) => control.measure)]) {
      const named = placeholdersOf(text.zh)
      if (named !== placeholdersOf(text.en) || (text.tw && named !== placeholdersOf(text.tw)))
        faults.push(`${clause.id}: the languages name different parameters: ${text.zh}`)
      for (const name of named.split(' ').filter((found) => found !== '' && found !== 'company'))
        if (!checked.parameters[name]) faults.push(`${clause.id}: there is no parameter ${name}`)
        else if (!checked.parameters[name].clauses.includes(clause.id))
          faults.push(`${clause.id}: the parameter ${name} does not belong to it`)
    }
  }
  return faults
}

const placeholdersOf = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1])
    .sort()
    .join(' ')

function parameterFaults(checked: Checked): string[] {
  const faults: string[] = []
  const known = new Set(clausesOf(checked).map((clause) => clause.id))
  for (const [key, parameter] of Object.entries(checked.parameters)) {
    const unit = checked.units[parameter.unit]
    for (const id of parameter.clauses) if (!known.has(id)) faults.push(`${key}: there is no clause ${id}`)
    if (!unit) faults.push(`${key}: there is no unit ${parameter.unit}`)
    else if ('options' in unit !== (parameter.kind === 'choice'))
      faults.push(`${key}: ${parameter.unit} doesn't fit its kind`)
    else if (parameter.kind === 'choice') {
      if (!('options' in unit && parameter.default in unit.options))
        faults.push(`${key}: its default is no option`)
    } else {
      const values = [parameter.default].flat()
      if (values.some((value) => value < parameter.min || value > parameter.max))
        faults.push(`${key}: its default is outside ${parameter.min} to ${parameter.max}`)
      if (parameter.kind === 'list' && values.length !== parameter.items.length)
        faults.push(`${key}: its default doesn't have one number per item`)
    }
  }
  return faults
}
