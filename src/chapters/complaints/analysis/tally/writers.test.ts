import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from '../../../../../scripts/planted.ts'
import { isTest, readSources, type Source, stringOf, visit } from '../../../../../scripts/source.ts'

const root = join(import.meta.dirname, '../../../../..')

/** Who writes complaints and notes no counts, and why the analysis stays right. */
const reasons: Record<string, string> = {
  'db/seed/demo/complaints/book.ts': 'has everything counted anew',
  'src/chapters/complaints/clocks/keep.ts': 'when it is due next',
  'src/chapters/complaints/complaint/code/renew.ts': 'the code its customer follows it by',
  'src/chapters/complaints/complaint/handling/give.ts': 'who handles it, and that it was read',
  'src/chapters/complaints/complaint/handling/release.ts': 'that nobody handles it',
  'src/chapters/complaints/complaint/life/forget-anew.ts': 'that words came to it again',
  'src/chapters/complaints/escalate.ts': 'that somebody was told of it',
  'src/chapters/complaints/forget.ts': 'its words',
  'src/chapters/complaints/intake/reword.ts': 'its words',
}

/** Files that write a table of complaints (no other chapter may name them), by Kysely, a helper or SQL, and whether they note what counts otherwise. */
function writersOf(
  sources: Source[],
  { table = 'complaints.complaint', by = '/tally/note.ts' } = {},
): { path: string; notes: boolean }[] {
  const written = new RegExp(
    `\\b(insert\\s+into|update|delete\\s+from|merge\\s+into|copy|truncate)\\s+${RegExp.escape(table)}\\b`,
    'i',
  )
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => {
      let [writes, notes] = [false, false]
      const inText = (text: string) => {
        writes ||= written.test(text)
      }
      visit(source, {
        ImportDeclaration: ({ source: from }) => {
          notes ||= from.value.endsWith(by)
        },
        CallExpression: ({ callee, arguments: given }) => {
          const called = callee.type === 'MemberExpression' ? callee.property : callee
          if (called.type !== 'Identifier' || !/^(insert|update|delete|merge)/.test(called.name)) return
          writes ||= given.some((one) => one.type !== 'SpreadElement' && stringOf(one) === table)
        },
        Literal: ({ value }) => {
          if (typeof value === 'string') inText(value)
        },
        TemplateElement: ({ value }) => inText(value.raw),
      })
      return writes ? [{ path: source.path, notes }] : []
    })
}

test('whoever writes complaints notes what counts otherwise by it, or stands here with a reason', () => {
  const writers = writersOf(readSources(root, ['src/app', 'src/chapters/complaints', 'db', 'scripts']))
  expect(writers.filter(({ notes }) => notes).length).toBeGreaterThan(4)
  expect(writers.filter(({ notes }) => !notes).map(({ path }) => path)).toEqual(Object.keys(reasons))
})

test('whoever writes clocks and ratings tells the indicators, or stands here with a reason', () => {
  const sources = readSources(root, ['src/app', 'src/chapters/complaints', 'db', 'scripts'])
  const silent = (table: string) =>
    writersOf(sources, { table, by: '/note-fed.ts' }).flatMap(({ path, notes }) => (notes ? [] : path))
  expect(silent('complaints.clock')).toEqual([
    // Written before anything is counted.
    'db/seed/demo/complaints/book.ts',
    // Noted with the complaint, and by the clocks it limits anew.
    'src/chapters/complaints/complaint/handling/pass-on.ts',
    // That somebody was told of it: when it ran out stays.
    'src/chapters/complaints/escalate.ts',
  ])
  expect(silent('complaints.rating')).toEqual(['db/seed/demo/complaints/book.ts'])
})

test('every way to write is seen, and reading is none', () => {
  using planted = plant({
    'src/a.ts': "tx.updateTable('complaints.complaint').set({})",
    'src/b.ts': "insertMany(tx, 'complaints.complaint', rows)",
    'src/c.ts': 'sql`update complaints.complaint c set state = 1`',
    'src/d.ts': "import { noteCounts } from './tally/note.ts'\ntx.insertInto('complaints.complaint')",
    'src/e.ts':
      "tx.selectFrom('complaints.complaint'); sql`select from complaints.complaint`; sql`update complaints.complaint_x`",
  })
  expect(writersOf(readSources(planted.root, ['src']))).toEqual([
    { path: 'src/a.ts', notes: false },
    { path: 'src/b.ts', notes: false },
    { path: 'src/c.ts', notes: false },
    { path: 'src/d.ts', notes: true },
  ])
})
