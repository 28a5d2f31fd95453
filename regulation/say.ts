import { formatList, formatNumber, type Language } from '../src/kernel/language/contract.ts'
import type { ParameterKey, ParameterValues } from './keys.gen.ts'
import type { NumberUnit, Parameter, Text } from './load.ts'

/** Values of all parameters on some day. */
export type Values = ParameterValues
export type Value = Values[ParameterKey]

/** What holds until someone sets another value. */
export function defaultValues(parameters: Parameter[]): Values {
  return Object.fromEntries(parameters.map((parameter) => [parameter.key, parameter.default])) as Values
}

/** 15个工作日 · 15 working days; a list as 1、2、6个月 · 1, 2 and 6 months; a choice by its name. */
export function sayValue(parameter: Parameter, value: Value, language: Language): string {
  if (parameter.kind === 'choice')
    return parameter.options.find((option) => option.value === value)?.label[language] ?? String(value)
  const values = [value].flat() as number[]
  const last = values.at(-1) ?? 0
  const before = values.slice(0, -1).map((n) => formatNumber(language, n))
  const said = sayNumber(parameter.say, last, language)
  return before.length === 0 ? said : formatList(language, [...before, said])
}

export function sayNumber(unit: NumberUnit, n: number, language: Language): string {
  if (language !== 'en') return unit.zh[language].replace('{n}', formatNumber(language, n))
  if ('names' in unit.en) return unit.en.names[n - 1] ?? String(n)
  const rule = pluralOf[unit.en.ordinal ? 'ordinal' : 'cardinal'].select(n)
  const form =
    (rule === 'one' || rule === 'two' || rule === 'few' ? unit.en[rule] : undefined) ?? unit.en.other
  return form.replace('{n}', formatNumber(language, n))
}

const pluralOf = {
  ordinal: new Intl.PluralRules('en', { type: 'ordinal' }),
  cardinal: new Intl.PluralRules('en', { type: 'cardinal' }),
}

/** A stretch of a sentence; `parameter` when it is a number in force. */
export type Piece = { text: string; parameter?: ParameterKey }

export type Filling = { company: Text; values: Values; parameters: Parameter[]; language: Language }

/** A sentence with the company's name and the values in force. Pieces joined give the whole sentence. */
export function fill(sentence: Text, { company, values, parameters, language }: Filling): Piece[] {
  const pieces: Piece[] = []
  const add = (text: string) => {
    const last = pieces.at(-1)
    if (last && !last.parameter) last.text += text
    else if (text !== '') pieces.push({ text })
  }
  for (const part of sentence[language].split(/(\{\w+\})/)) {
    const parameter = parameters.find((candidate) => `{${candidate.key}}` === part)
    if (parameter)
      pieces.push({ text: sayValue(parameter, values[parameter.key], language), parameter: parameter.key })
    else add(part === '{company}' ? company[language] : part)
  }
  return pieces
}

export const joinPieces = (pieces: { text: string }[]) => pieces.map((piece) => piece.text).join('')
