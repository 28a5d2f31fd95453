import { Worker } from 'node:worker_threads'
import type { ParsedMail } from './parsed.ts'

/** Longer than this nobody's honest mail takes. */
const patience = 30_000
const mostMemoryMb = 512

/**
 * Reads a mail in a thread of its own: however it was built to be slow or large, the server goes on and the thread is
 * ended. Throws `Unreadable` for one that isn't read in half a minute and half a gigabyte, or is no mail.
 */
export async function parseMail(
  raw: Buffer,
  { timeout = patience }: { timeout?: number } = {},
): Promise<ParsedMail> {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    workerData: raw,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
    ...{ stdout: true, stderr: true, env: {} },
  })
  const { promise, resolve, reject } = Promise.withResolvers<ParsedMail>()
  const timer = setTimeout(() => reject(new Unreadable('took too long')), timeout)
  worker.once('message', resolve)
  worker.once('error', (error) => reject(new Unreadable((error as Error).message)))
  worker.once('exit', () => reject(new Unreadable('ended early')))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

export class Unreadable extends Error {}
