import { Worker } from 'node:worker_threads'
import type { ParsedMail } from './parsed.ts'

/** Longer than this nobody's honest mail takes. */
const patience = 30_000
const mostMemoryMb = 512
/** As long a thread waits for the next mail: to begin one costs more than most mails. */
const idleFor = 10_000

let idle: { worker: Worker; timer: NodeJS.Timeout } | undefined

/**
 * Reads a mail in a thread, which reads the next ones too: however a mail was built to be slow or large, the server goes on
 * and the thread is ended. Throws `Unreadable` for one that isn't read in half a minute and half a gigabyte, or is no mail.
 */
export async function parseMail(
  raw: Buffer,
  { timeout = patience }: { timeout?: number } = {},
): Promise<ParsedMail> {
  const worker = takeThread()
  const { promise, resolve, reject } = Promise.withResolvers<ParsedMail>()
  const fail = (error: Error) => reject(new Unreadable(error.message))
  const end = () => reject(new Unreadable('ended early'))
  const timer = setTimeout(() => reject(new Unreadable('took too long')), timeout)
  worker.on('message', resolve).on('error', fail).on('exit', end)
  worker.postMessage(raw)
  try {
    const parsed = await promise
    worker.off('message', resolve).off('error', fail).off('exit', end)
    putBack(worker)
    return parsed
  } catch (error) {
    await worker.terminate()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** The one that waits, or a new one; it is of one mail until that is read. */
function takeThread(): Worker {
  if (!idle) {
    const begun = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
      ...{ stdout: true, stderr: true, env: {} },
    })
    // However late it ends, after its mail was read too: no error goes unheard, and no mail is given to it.
    const gone = () => forget(begun)
    return begun.on('error', gone).on('exit', gone)
  }
  const { worker, timer } = idle
  idle = undefined
  clearTimeout(timer)
  worker.ref()
  return worker
}

/** It waits for the next mail and keeps no process; two never wait. */
function putBack(worker: Worker): void {
  if (idle) return void worker.terminate()
  worker.unref()
  const end = () => {
    forget(worker)
    void worker.terminate()
  }
  idle = { worker, timer: setTimeout(end, idleFor).unref() }
}

function forget(worker: Worker): void {
  if (idle?.worker !== worker) return
  clearTimeout(idle.timer)
  idle = undefined
}

export class Unreadable extends Error {}
