import { useTitle } from '../../../../language/web/use-title.ts'
import { useWords } from '../../../../language/web/words.tsx'
import { useModeText } from '../../request-words.ts'
import type { FlowShown } from '../flow-outline.tsx'
import { useConditionText, useRuleText } from '../flow-words.ts'

/** Something said of a node besides what it is: what a try-out or a comparison found. */
export type Mark = { tone: 'taken' | 'left' | 'added' | 'changed' | 'parked'; word: string; text?: string }

/** What a node shows: its words, what is wrong with it, and what is said of it. */
export type Card = {
  title: string
  /** Of a step. */
  number?: number
  when: string | null
  approvers?: string
  mode?: string
  due?: string | 0 | null
  matter?: string | null
  faults: string[]
  /** What is likely to go wrong, but keeps nothing from being published. */
  warnings?: string[]
  mark?: Mark | undefined
}
export type Cards = ReadonlyMap<string, Card>

type Options = {
  faultsAt?: (path: string) => string[]
  warningsAt?: (path: string) => string[]
  marks?: ReadonlyMap<string, Mark>
}

/** The words of every node, by its id. */
export function useCards(
  flow: FlowShown,
  { faultsAt = () => [], warningsAt = () => [], marks }: Options,
): Cards {
  const { t, formats } = useWords()
  const title = useTitle()
  const mode = useModeText()
  const rule = useRuleText(flow.vocabulary, flow.people)
  const condition = useConditionText(flow.fields)
  const { steps, branchings = [] } = flow.definition
  const cards = new Map<string, Card>()
  for (const [index, step] of steps.entries()) {
    cards.set(`step ${step.key}`, {
      title: title(step) || t('approvals.edit.untitled'),
      number: index + 1,
      when: step.when && t('approvals.flow.when', { condition: condition(step.when) }),
      approvers: formats.list(step.approvers.map(rule)),
      mode: mode(step.mode),
      due: step.due_working_hours && t('approvals.canvas.due', { count: step.due_working_hours }),
      matter: step.matter === 'ordinary' ? null : t(`approvals.flow.matter.${step.matter}`),
      faults: faultsAt(`steps.${index}`),
      warnings: warningsAt(`steps.${index}`),
      mark: marks?.get(`step ${step.key}`),
    })
  }
  for (const [i, branching] of branchings.entries()) {
    const own = faultsAt(`branchings.${i}`)
    const ofPaths = branching.paths.flatMap((_, j) => faultsAt(`branchings.${i}.paths.${j}`))
    cards.set(`branching ${branching.key}`, {
      title: title(branching),
      when: null,
      faults: own.filter((fault) => !ofPaths.includes(fault)),
      mark: marks?.get(`branching ${branching.key}`),
    })
    for (const [j, path] of branching.paths.entries())
      cards.set(`path ${path.key}`, {
        title: title(path),
        when: path.when
          ? condition(path.when)
          : t(
              j === branching.paths.length - 1
                ? 'approvals.canvas.otherwise_when'
                : 'approvals.condition.none',
            ),
        faults: faultsAt(`branchings.${i}.paths.${j}`),
        mark: marks?.get(`path ${path.key}`),
      })
  }
  return cards
}

/** How wide a text is in half-width letters: a Chinese one counts as two. */
const letters = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)

/** How high a card is drawn: by the lines it has; `line`: half-width letters that fit beside each other. */
export function heightOf({ number, when, faults, warnings = [], mark }: Card, line: number): number {
  const said = (faults.length + warnings.length > 0 ? 40 : 0) + (mark ? (mark.text ? 62 : 24) : 0)
  const twice = letters(when ?? '') > line
  return number === undefined ? (twice ? 82 : 62) + said : 104 + (when ? 20 : 0) + said
}
