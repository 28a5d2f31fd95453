import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from '../../../../../scripts/planted.ts'
import { isTest, readSources, type Source, stringOf, visit } from '../../../../../scripts/source.ts'

const root = join(import.meta.dirname, '../../../../..')
const table = 'complaints.complaint'

/** Who writes complaints and notes no counts, and why the analysis stays right. */
const reasons: Record<string, string> = {
  'db/seed/demo/complaints/book.ts': 'has everything counted anew',
  'src/chapters/complaints/clocks/keep.ts': 'when it is due next',
  'src/chapters/complaints/complaint/handling/give.ts': 'who handles it, and that it was read',
  'src/chapters/complaints/complaint/handling/release.ts': 'that nobody handles it',
  'src/chapters/complaints/escalate.ts': 'that somebody was told of it',
  'src/chapters/complaints/forget.ts': 'its words',
}

/** Files that write complaints (no other chapter may name them), by Kysely, a helper or SQL, and whether they note what counts otherwise. */
function writersOf(sources: Source[]): { path: string; notes: boolean }[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => {
      let [writes, notes] = [false, false]
      const inText = (text: string) => {
        writes ||=
          /\b(insert\s+into|update|delete\s+from|merge\s+into|copy|truncate)\s+complaints\.complaint\b/i.test(
            text,
          )
      }
      visit(source, {
        ImportDeclaration: ({ source: from }) => {
          notes ||= from.value.endsWith('/tally/note.ts')
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
