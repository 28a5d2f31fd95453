import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findEngine } from '../../src/kernel/db/find-engine.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import { engineOf, giveEveryRight, installIn, setUpAdministrator } from '../support/installation.ts'
import { look } from './look.ts'
import { Writing } from './writing.ts'

export type DiskReport = { acknowledged: number; refused: string[]; repeated: number; faults: string[] }

/**
 * Lets writers fill what is left of a small file system, then makes room and goes on without a start. Refuses a file
 * system with more than a gigabyte free: it is filled to the last byte.
 */
export async function fillDisk({
  dir,
  tell,
}: {
  dir: string
  tell: (line: string) => void
}): Promise<DiskReport> {
  const place = dirname(dir)
  const free = () => statfsSync(place).bavail * statfsSync(place).bsize
  if (free() > 1e9) throw new Error(`${place} has more than 1 GB free: give a small file system of its own.`)
  const installation = await installIn(dir)
  const running = await installation.start()
  try {
    const client = await setUpAdministrator(installation, await running.until('/setup/'))
    await giveEveryRight(installation)
    const { items } = await client.call(listOrganisations, { query: { limit: 1 } })
    const writing = new Writing(client, items[0]!.id)
    const ballast = join(place, 'ballast')
    writeFileSync(ballast, Buffer.alloc(free() - 400_000))
    tell(`Writing into the last ${Math.round(free() / 1000)} kB ...`)
    // Each writer ends at its first refusal: the second ones find the disk full from the start.
    await Promise.all(['1.0', '1.1', '1.2'].map((writer) => writing.until(writer)))
    await Promise.all(['2.0', '2.1'].map((writer) => writing.until(writer)))
    const stillReads = await client.call(listOrganisations, { query: { limit: 1 } })
    rmSync(ballast)
    tell(`Room again after ${writing.acknowledged.length} writes.`)
    await sleep(1000)
    const repeated = await writing.repeat()
    const url = findEngine(engineOf(installation))!('bylaw')
    return {
      acknowledged: writing.acknowledged.length,
      refused: [...writing.told],
      repeated,
      faults: [
        ...writing.refusals,
        ...(stillReads.items.length === 1 ? [] : ['nothing could be read while the disk was full']),
        ...(running.child.exitCode === null ? [] : ['the server ended']),
        ...halfFiles(dir).map((name) => `half a file: ${name}`),
        ...(await look({ url, dir }, writing.acknowledged)),
      ],
    }
  } finally {
    running.child.kill('SIGTERM')
    await running.ended
  }
}

const halfFiles = (dir: string) =>
  readdirSync(join(dir, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}./.test(name),
  )
