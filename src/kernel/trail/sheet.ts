import { knowsMessage } from '../language/translate.ts'
import type { ListSheet, Say } from '../sheet/serve.ts'
import type { TrailEntryShown } from './contract.ts'
import { readTrail } from './read.ts'

type Filters = Omit<Parameters<typeof readTrail>[1], 'after' | 'limit'>

/** What happened within reach as a sheet; place and hash of each entry let it be compared with the chain. */
export const trailSheet: ListSheet<TrailEntryShown, Filters> = {
  title: 'trail.page.title',
  list: readTrail,
  columns: [
    { key: 'at', head: 'trail.page.at', value: ({ at, organisation }, say) => say.at(at, organisation.id) },
    { key: 'who', head: 'trail.page.who', value: ({ actor }, say) => whoOf(actor, say) },
    { key: 'what', head: 'trail.page.what', value: (entry, say) => wordOf(entry, say) },
    {
      key: 'subject',
      head: 'trail.page.subject',
      value: ({ subject: { number, title } }) => [number, title].filter(Boolean).join(' ') || null,
    },
    {
      key: 'organisation',
      head: 'trail.page.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    { key: 'seq', head: 'trail.page.seq', value: ({ seq }) => seq },
    { key: 'hash', head: 'trail.page.hash', value: ({ hash }) => hash },
  ],
}

function whoOf(actor: TrailEntryShown['actor'], say: Say): string | null {
  if (actor.kind === 'system') return say.word('trail.entry.system')
  const name = say.name(actor)
  return actor.kind === 'person' || actor.kind === 'outside'
    ? name
    : say.word('trail.entry.by_program', { name: name ?? '' })
}

/** Each part names its own actions; those of no part stand under `trail.actions`. */
function wordOf({ action, actor }: TrailEntryShown, say: Say): string {
  const [part = '', ...rest] = action.split('.')
  const outside = actor.kind === 'outside' ? [`${part}.trail_outside.${rest.join('_')}`] : []
  const keys = [...outside, `${part}.trail.${rest.join('_')}`, `trail.actions.${action.replaceAll('.', '_')}`]
  const known = keys.find(knowsMessage)
  return known ? say.word(known) : say.word('trail.entry.unknown', { action })
}
