import type { ESTree } from 'vite'
import { placeOf, type Source, stringOf, visit } from '../source.ts'

/** A place that hands a key to the catalogue: the whole key, or the literal start of one. */
export type Demand = { place: string; key?: string; prefix?: string }
/** An action recorded in the trail, or the literal start of one: `tasks.task.hand_over`. */
export type Act = { place: string; action?: string; start?: string }
export type Mentions = { demands: Demand[]; strings: Set<string>; prefixes: Set<string>; acts: Act[] }

/** What a source file says to the catalogue: keys it demands, and every text that may be a key or the start of one. */
export function readMentions(source: Source): Mentions {
  const mentions: Mentions = { demands: [], strings: new Set(), prefixes: new Set(), acts: [] }
  visit(source, {
    CallExpression: (node) => demand(mentions, source, keyArgument(nameOf(node.callee), node.arguments)),
    NewExpression: (node) => {
      if (nameOf(node.callee) === 'Problem') demand(mentions, source, node.arguments[1])
    },
    Property: (node) => {
      if (node.key.type !== 'Identifier' || node.key.name !== 'action') return
      const action = stringOf(node.value)
      const start = node.value.type === 'TemplateLiteral' ? node.value.quasis[0]?.value.cooked : undefined
      const place = placeOf(source, node)
      if (action !== undefined && /^[a-z_]+(\.[a-z_]+){2,}$/.test(action))
        mentions.acts.push({ place, action })
      else if (start && /^[a-z_]+\.[a-z_.]+\.$/.test(start)) mentions.acts.push({ place, start })
    },
    Literal: (node) => {
      if (typeof node.value !== 'string') return
      mentions.strings.add(node.value)
      if (/^[a-z_]+\.[a-z_.]*errors\.[a-z0-9_]+$/.test(node.value)) demand(mentions, source, node)
    },
    TemplateLiteral: (node) => {
      const whole = stringOf(node)
      const start = node.quasis[0]?.value.cooked ?? ''
      if (whole !== undefined) mentions.strings.add(whole)
      else if (/^[a-z0-9_]+\.[a-z0-9_.]*$/.test(start)) mentions.prefixes.add(start)
    },
  })
  return mentions
}

function keyArgument(name: string | undefined, args: readonly ESTree.Node[]): ESTree.Node | undefined {
  if (name === 't' || name === 'refused' || name === 'invalid') return args[0]
  if (name === 'translate') return args[1]
  return undefined
}

function nameOf(callee: ESTree.Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed)
    return callee.property.name
  return undefined
}

function demand(mentions: Mentions, source: Source, node: ESTree.Node | undefined) {
  if (!node) return
  const place = placeOf(source, node)
  const key = stringOf(node)
  if (key !== undefined) mentions.demands.push({ place, key })
  else if (node.type === 'TemplateLiteral')
    mentions.demands.push({ place, prefix: node.quasis[0]?.value.cooked ?? '' })
  else if (node.type === 'ConditionalExpression') {
    demand(mentions, source, node.consequent)
    demand(mentions, source, node.alternate)
  } else if (node.type === 'LogicalExpression') {
    demand(mentions, source, node.left)
    demand(mentions, source, node.right)
  } else if (
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'ParenthesizedExpression'
  ) {
    demand(mentions, source, node.expression)
  }
}
