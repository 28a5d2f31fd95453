import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { crash } from './crash.ts'
import { fillDisk } from './fill-disk.ts'

/**
 * Kills an installation of its own again and again, or lets it run out of disk on a small file system:
 *   npm run crash -- --rounds 50 --seed 7
 *   mount -t tmpfs -o size=300m tmpfs /mnt/small && npm run crash -- --disk /mnt/small
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    disk: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const seed = Number(values.seed)
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
  throw new Error('--rounds and --seed are whole numbers, as in: npm run crash -- --rounds 50 --seed 7')
const place = mkdtempSync(join(values.disk ?? tmpdir(), 'bylaw-crash-'))
chmodSync(place, 0o755)
const dir = join(place, 'data')
const tell = (line: string) => console.log(line)
const report = values.disk ? await fillDisk({ dir, tell }) : await crash({ rounds, seed, dir, tell })
console.log(JSON.stringify(report, null, 2))
if (report.faults.length > 0) {
  console.error(`The installation is kept in ${place}.`)
  process.exit(1)
}
rmSync(place, { recursive: true, force: true })
