import type { ESTree } from 'vite'
import { placeOf, type Source, stringOf, visit } from '../source.ts'

/** Attributes whose text people see or hear. */
const spoken = new Set(['title', 'label', 'placeholder', 'alt', 'aria-label', 'help', 'text', 'description'])

/** Text of a screen in other letters than Chinese ones (`findHan` finds those) that stands in the code itself instead of the catalogue. */
export function findBareWords(source: Source): string[] {
  if (!source.path.endsWith('.tsx')) return []
  const faults: string[] = []
  const look = (node: { start: number }, said: string | undefined) => {
    if (said && /[^\P{L}\p{Script=Han}]{2}/u.test(said.replaceAll(/&\w+;/g, '')))
      faults.push(`${placeOf(source, node)}: “${said.trim().slice(0, 40)}” belongs in a locales/*.json file`)
  }
  const lookAt = (children: ESTree.JSXChild[]) => {
    for (const child of children) if (child.type === 'JSXText') look(child, child.value)
  }
  visit(source, {
    JSXElement: ({ openingElement: { name }, children }) => {
      // What stands on a key of the keyboard is the same everywhere.
      if (name.type !== 'JSXIdentifier' || name.name !== 'kbd') lookAt(children)
    },
    JSXFragment: ({ children }) => lookAt(children),
    JSXAttribute: (node) => {
      if (node.name.type === 'JSXIdentifier' && spoken.has(node.name.name))
        look(
          node,
          stringOf(node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value),
        )
    },
  })
  return faults
}
