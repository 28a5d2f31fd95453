import { sql } from 'kysely'
import type { TestApp } from './app.ts'

/**
 * What only repeats names, or holds what the program itself brings: none of it was typed by anybody. Of all other
 * columns the words were, and stay as they were typed in whatever language they are read; letters stay as they were
 * written to their recipients.
 */
const ours = [
  ...['kernel.form', 'kernel.form_version'],
  ...['kernel.indicator', 'kernel.calendar', 'kernel.calendar_day', 'kernel.search_entry'],
  ...[
    'establishment.document_type',
    'establishment.registration_kind',
    'complaints.service',
    'complaints.cause',
  ],
  ...['kernel.task', 'kernel.event', 'kernel.approval_request.flow'],
  ...['kernel.trail_entry.subject_title', 'kernel.trail_entry.diff', 'kernel.trail_entry.actor_name'],
]
/** Of these only some rows are ours. */
const theirs: Record<string, string> = {
  'kernel.role': 'not builtin',
  // The program's own have a Traditional title; an administrator writes one.
  'kernel.approval_flow': 'title_tw is null',
  'kernel.approval_flow_version': 'flow_id in (select id from kernel.approval_flow where title_tw is null)',
}

/** What people typed, the longest first. With English only what has no English name beside it. */
export async function typedWords(app: TestApp, { english }: { english: boolean }): Promise<string[]> {
  const { rows: columns } = await sql<{ at: string; column: string; type: string; english: string | null }>`
    select c.table_schema || '.' || c.table_name as at, c.column_name as column, c.data_type as type,
      e.column_name as english
    from information_schema.columns c
    left join information_schema.columns e on e.table_schema = c.table_schema and e.table_name = c.table_name
      and e.column_name = c.column_name || '_en'
    where c.table_schema in ('kernel', 'establishment', 'complaints') and c.data_type in ('text', 'jsonb')`.execute(
    app.owner,
  )
  const words = new Set<string>()
  for (const { at, column, type, english: beside } of columns) {
    if (ours.includes(at) || ours.includes(`${at}.${column}`)) continue
    const named = english && beside ? sql` and ${sql.ref(beside)} is null` : sql``
    const some = theirs[at] ? sql` and ${sql.raw(theirs[at])}` : sql``
    const { rows } = await sql<{ value: unknown }>`
      select distinct ${sql.ref(column)} as value from ${sql.table(at)}
      where ${sql.ref(column)}::text ~ '[\\u4e00-\\u9fff]'${named}${some}`.execute(app.owner)
    for (const { value } of rows)
      for (const word of textsIn(type === 'jsonb' ? value : String(value))) words.add(word)
  }
  return [...words].filter((word) => /\p{Script=Han}/u.test(word)).sort((a, b) => b.length - a.length)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.split('\n').map((line) => line.trim())
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** A text without what was typed in it. */
export const withoutTyped = (text: string, typed: readonly string[]): string =>
  typed.reduce((rest, word) => (rest.includes(word) ? rest.replaceAll(word, '\u2026') : rest), text)
