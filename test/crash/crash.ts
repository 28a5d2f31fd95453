import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { placeOf } from '../../src/kernel/db/cluster.ts'
import { findEngine } from '../../src/kernel/db/find-engine.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import {
  engineOf,
  giveEveryRight,
  type Installation,
  installIn,
  setUpAdministrator,
} from '../support/installation.ts'
import type { Running } from '../support/process.ts'
import { randomOf } from '../support/random.ts'
import { look } from './look.ts'
import { Writing } from './writing.ts'

export type CrashReport = {
  rounds: number
  acknowledged: number
  /** Writes whose answer was lost, sent again with the same key after the crash. */
  repeated: number
  kills: Record<Kill, number>
  /** What is not as it was promised; nothing, when all is well. */
  faults: string[]
}

type Kill = 'server' | 'engine' | 'both' | 'start'
type Settings = { rounds: number; seed: number; dir: string; writers?: number; tell?: (line: string) => void }

/**
 * Lets writers work in parallel while the server, its PostgreSQL or both are killed with -9 at a random moment, and the
 * start after that now and then too; then starts again and looks whether every acknowledged write is there once, nothing is
 * half done, and the trail is whole. `seed` decides which of them is killed and when.
 */
export async function crash({ rounds, seed, dir, writers = 6, tell }: Settings): Promise<CrashReport> {
  const chance = randomOf(seed)
  const installation = await installIn(dir)
  let running = await installation.start()
  const report: CrashReport = {
    ...{ rounds: 0, acknowledged: 0, repeated: 0, faults: [] },
    kills: { server: 0, engine: 0, both: 0, start: 0 },
  }
  try {
    const client = await setUpAdministrator(installation, await running.until('/setup/'))
    await giveEveryRight(installation)
    const { items } = await client.call(listOrganisations, { query: { limit: 1 } })
    const writing = new Writing(client, items[0]!.id)
    for (let round = 1; round <= rounds; round++) {
      const work = Array.from({ length: writers }, (_, n) => writing.until(`${round}.${n}`))
      await sleep(100 + chance() * 1200)
      const kill = (['server', 'engine', 'both'] as const)[Math.floor(chance() * 3)]!
      await killNow(kill, running, installation)
      report.kills[kill]++
      await Promise.all(work)
      if (chance() < 0.3) {
        await interruptStart(installation, chance() * 1500)
        report.kills.start++
      }
      running = await installation.start()
      report.repeated += await writing.repeat()
      report.faults.push(
        ...writing.refusals.splice(0),
        ...(await look({ url: urlOf(installation), dir }, writing.acknowledged)),
      )
      report.rounds = round
      report.acknowledged = writing.acknowledged.length
      tell?.(
        `${round}/${rounds}: ${kill} killed; ${report.acknowledged} writes, ${report.repeated} repeated, ${report.faults.length} faults`,
      )
      if (report.faults.length > 0) break
    }
    return report
  } finally {
    running.child.kill('SIGTERM')
    await running.ended
  }
}

const urlOf = (installation: Installation) => findEngine(engineOf(installation))!('bylaw')

async function killNow(kill: Kill, running: Running, installation: Installation) {
  if (kill !== 'engine') running.child.kill('SIGKILL')
  if (kill !== 'server') process.kill(enginePid(installation), 'SIGKILL')
  await running.ended
}

/** A start that is killed somewhere on its way, its engine left behind. */
async function interruptStart(installation: Installation, after: number) {
  const starting = installation.begin()
  await Promise.race([sleep(after), starting.ended])
  starting.child.kill('SIGKILL')
  await starting.ended
}

const enginePid = (installation: Installation) =>
  Number(readFileSync(join(placeOf(engineOf(installation)), 'postmaster.pid'), 'utf8').split('\n')[0])
