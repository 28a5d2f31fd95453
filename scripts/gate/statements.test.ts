import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkStatements } from './statements.ts'

test('each statement is judged once, by the schema as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bylaw-statements-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const good = 'select * from kernel.task where org_id = $1 and id = $2 for update'
  const bad = 'select * from kernel.task where id = $1 for update'
  const lines = (...texts: string[]) => texts.map((text) => `${JSON.stringify(text)}\n`).join('')
  writeFileSync(join(folder, '1.jsonl'), lines(good, bad))
  writeFileSync(join(folder, '2.jsonl'), lines(bad, 'select * from kernel.organisation for update'))
  expect(await checkStatements(folder)).toEqual({
    read: 3,
    faults: [`rows of kernel.task are locked without one organisation being given:\n    ${bad}`],
  })
})
