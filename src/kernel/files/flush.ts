import { open } from 'node:fs/promises'

/** Makes what was written to a file, or the names in a folder, last. Windows has no such thing for either and needs none. */
export async function flush(place: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
