import path from 'node:path'
import { lockFolder } from '../src/app/one-at-a-time.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { findEngine } from '../src/kernel/db/find-engine.ts'
import type { Configuration } from '../src/kernel/settings/configuration.ts'

/** This installation's database, as its owner; an embedded engine that doesn't run is started for this. */
export async function findDatabase({ DATABASE_URL, DATA_DIR }: Configuration) {
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => {} }
  const { databaseUrl, stop } = await findEmbedded(DATA_DIR)
  return { url: databaseUrl('bylaw'), stop }
}

/** The embedded engine of a data folder, whether a server works on it or not; `stop` ends only what was started for this. */
export async function findEmbedded(dataDir: string) {
  const dir = path.join(dataDir, 'postgres')
  const running = findEngine(dir)
  if (running) return { databaseUrl: running, stop: async () => {} }
  const unlock = lockFolder(dataDir)
  try {
    const engine = await startEmbedded({ dir })
    return {
      databaseUrl: engine.databaseUrl,
      stop: async () => {
        await engine.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
