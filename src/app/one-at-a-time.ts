import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { isAlive } from '../kernel/db/embedded.ts'
import { Fault } from '../kernel/db/fault.ts'
import { makeFolder, unwritable } from '../kernel/db/make-folder.ts'

/** Throws `Fault` when somebody listens there already, and says whether it is another Bylaw. */
export async function checkPort(host: string, port: number): Promise<void> {
  if (port === 0) return
  const code = await new Promise<string | undefined>((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
  if (!code) return
  if (code === 'EACCES')
    throw new Fault(`Port ${port} needs rights this user does not have: set PORT to one above 1023.`)
  if (code !== 'EADDRINUSE')
    throw new Fault(`${host}:${port} can't be listened on (${code}): set HOST and PORT.`)
  const who = await askWho(`http://127.0.0.1:${port}/healthz`)
  if (who === 'bylaw')
    throw new Fault(`Bylaw is already running at http://localhost:${port}: open it, or stop it first.`)
  throw new Fault(
    `Port ${port} is taken by another program${who === 'silent' ? ' that does not answer' : ''}: set PORT to a free one, as in PORT=3001 npm start.`,
  )
}

/** One that has just begun may be busy with what comes round at its start, and so may the machine. */
async function askWho(url: string): Promise<'bylaw' | 'other' | 'silent'> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(15_000) })
    return answer.headers.get('x-bylaw') === 'yes' ? 'bylaw' : 'other'
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'silent' : 'other'
  }
}

/**
 * One server per data folder: two on one embedded database would break each other. A lock whose process has ended
 * is taken over, by one of those who find it. Returns what gives it back.
 */
export function lockFolder(dir: string): () => void {
  const file = path.join(dir, 'running')
  const mine = `${process.pid} ${randomUUID()}`
  const draft = `${file}.${process.pid}`
  try {
    makeFolder(dir)
    writeFileSync(draft, mine)
    let held = false
    while (!held) held = putDown(draft, file) || takeOver(draft, file, dir)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw unwritable(dir, error)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (read(file) === mine) rmSync(file, { force: true })
  }
}

/** Under its name at once and with what stands in it, so that nobody ever reads half a lock. False when there is one. */
function putDown(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // A file system without hard links.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return writeNew(file, read(draft) ?? '')
    throw error
  }
}

/**
 * Takes the lock of a process that has ended. Whoever makes the file named after that very lock first may replace it,
 * after one more look whether it still is that lock. False: look again.
 */
function takeOver(draft: string, file: string, dir: string): boolean {
  const old = read(file)
  if (old === undefined) return false
  const holder = Number.parseInt(old, 10)
  if (runs(holder)) throw alreadyRunning(dir, holder)
  const claim = `${file}.after-${old.replace(/\W/g, '-')}`
  if (!putDown(draft, claim)) {
    const other = read(claim)
    if (other === undefined) return false
    if (runs(Number.parseInt(other, 10))) throw alreadyRunning(dir, Number.parseInt(other, 10))
    // Killed in the very instant of taking over.
    rmSync(claim, { force: true })
    return false
  }
  try {
    if (read(file) !== old) return false
    renameSync(draft, file)
    return true
  } finally {
    rmSync(claim, { force: true })
  }
}

function writeNew(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const runs = (pid: number) => pid > 0 && pid !== process.pid && isAlive(pid) && isNode(pid)

const alreadyRunning = (dir: string, pid: number) =>
  new Fault(
    `Bylaw is already running on ${dir} (process ${pid}): stop it first, or set DATA_DIR to another folder.`,
  )

/** A pid may have been given to another program since. */
function isNode(pid: number): boolean {
  try {
    return /node|bylaw/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return true
  }
}
