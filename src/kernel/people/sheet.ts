import type { ListSheet } from '../sheet/serve.ts'
import type { ListedPerson } from './contract.ts'
import { listPeople } from './list.ts'

type Filters = Omit<Parameters<typeof listPeople>[1], 'after' | 'limit'>

/** The people within reach as a sheet: what they do first, and their other posts beside it. */
export const peopleSheet: ListSheet<ListedPerson, Filters> = {
  title: 'people.people.title',
  list: listPeople,
  columns: [
    { key: 'name', head: 'people.people.name', value: (row, say) => say.name(row) },
    { key: 'post', head: 'people.people.post', value: ({ assignments: [first] }) => first?.post },
    {
      key: 'organisation',
      head: 'people.people.organisation',
      value: ({ assignments: [first] }, say) => say.name(first?.organisation),
    },
    {
      key: 'kind',
      head: 'people.people.kind',
      value: ({ assignments: [first] }, say) =>
        say.word(first ? `people.people.kinds.${first.kind}` : 'people.people.states.left'),
    },
    {
      key: 'others',
      head: 'people.people.other_posts',
      value: ({ assignments: [, ...others] }) => others.map(({ post }) => post).join(' / ') || null,
    },
    {
      key: 'since',
      head: 'people.people.since',
      value: ({ assignments: [first] }, say) => say.day(first?.starts_on),
    },
  ],
}
