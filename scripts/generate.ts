import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What is written by a program and kept in the repository, in the order one builds on the other. */
const generators = ['../regulation/derive.ts', 'catalogue.ts', 'generate-db.ts', 'generate-openapi.ts']

for (const name of generators) {
  const script = join(import.meta.dirname, name)
  if (!existsSync(script)) continue
  const start = performance.now()
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  console.log(
    `${status === 0 ? 'ok' : 'FAILED'}  ${name}  ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  if (status !== 0) process.exitCode = 1
}
