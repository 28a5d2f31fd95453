import { expect, test } from 'vitest'
import { checkFiles } from './check-files.ts'
import { plant } from './planted.ts'

function faultsOf(path: string, content: string) {
  using planted = plant({ [path]: content })
  return checkFiles(planted.root)
}
const lines = (count: number) => '// a line\n'.repeat(count)

test('files in order have no fault', () => {
  expect(faultsOf('src/kernel/tasks/service-scope.ts', lines(400))).toEqual([])
  expect(
    faultsOf('src/kernel/tasks/inbox.test.ts', `${lines(590)}test('x', () => {})\ntest.each([])('skip', f)`),
  ).toEqual([])
  expect(faultsOf('src/kernel/keys.gen.ts', lines(900))).toEqual([])
  expect(faultsOf('db/migrations/0001_first_tables.sql', 'select 1')).toEqual([])
})

test.each([
  ['src/kernel/tasks/inbox.ts', lines(401), '401 lines, more than 400'],
  ['src/kernel/tasks/inbox.test.ts', lines(601), '601 lines, more than 600'],
  ['src/kernel/web/app.css', 'a {}\n'.repeat(401), '401 lines'],
  ['src/kernel/tasks/utils.ts', '', '"utils" says no job'],
  ['src/kernel/tasks/date-helpers.ts', '', '"date-helpers" says no job'],
  ['src/kernel/tasks/approval-service.ts', '', 'says no job'],
  ['src/kernel/common/inbox.ts', '', '"common" says no job'],
  ['src/kernel/tasks/taskInbox.ts', '', 'not in kebab-case'],
  ['src/kernel/web/Task.tsx', '', 'not in kebab-case'],
  ['db/migrations/first.sql', '', 'NNNN_what_it_does.sql'],
  ['src/kernel/tasks/inbox.ts', 'export default 1', 'inbox.ts:1: no default exports'],
  ['src/kernel/tasks/inbox.ts', 'const a = 1\nexport { a as default }', 'inbox.ts:2: no default exports'],
  ['src/kernel/tasks/inbox.test.ts', "test.only('x', f)", '(.only)'],
  ['src/kernel/tasks/inbox.test.ts', "describe.skip('x', f)", '(.skip)'],
  ['src/kernel/tasks/inbox.test.ts', "it.todo('x')", '(.todo)'],
  ['src/kernel/tasks/inbox.test.ts', "test.each.only([])('x', f)", '(.only)'],
  ['src/kernel/tasks/inbox.test.ts', "xit('x', f)", '(xit)'],
  ['scripts/x.ts', '// @ts-ignore\nconst a: string = 1', 'put off in a comment'],
  ['scripts/x.ts', '// TODO: later', 'put off in a comment'],
])('%s with %#', (path, content, fault) => {
  expect(faultsOf(path, content)).toEqual([expect.stringContaining(fault)])
})
