import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { crash } from './crash.ts'

/** Kills an installation of its own again and again: npm run crash -- --rounds 50 --seed 7 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const rounds = Number(values.rounds)
const seed = Number(values.seed)
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
  throw new Error('--rounds and --seed are whole numbers, as in: npm run crash -- --rounds 50 --seed 7')
const dir = mkdtempSync(join(tmpdir(), 'bylaw-crash-'))
chmodSync(dir, 0o755)
const report = await crash({ rounds, seed, dir: join(dir, 'data'), tell: (line) => console.log(line) })
console.log(JSON.stringify(report, null, 2))
if (report.faults.length > 0) {
  console.error(`The installation is kept in ${dir}.`)
  process.exit(1)
}
rmSync(dir, { recursive: true, force: true })
