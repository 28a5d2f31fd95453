import type { Lifecycle } from './lifecycle.ts'

/** The diagram for a chapter's README. `say` may give states and actions their names in a language. */
export function mermaid<S extends string, A extends string>(
  life: Lifecycle<S, A>,
  say: (kind: 'state' | 'action', name: S | A) => string = (_, name) => name,
): string {
  const lines = ['stateDiagram-v2']
  for (const state of life.states) {
    const name = say('state', state)
    if (name !== state) lines.push(`  ${state}: ${name}`)
  }
  lines.push(`  [*] --> ${life.start}`)
  for (const action of Object.keys(life.actions) as A[]) {
    const { from, to } = life.actions[action]
    for (const state of from) lines.push(`  ${state} --> ${to ?? state}: ${say('action', action)}`)
  }
  for (const end of life.ends) lines.push(`  ${end} --> [*]`)
  return `${lines.join('\n')}\n`
}
