import { createHash } from 'node:crypto'
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOr, root } from './steps.mjs'

/**
 * Lets `npm start` and `npm test` begin at the same time in one folder: the second waits for the first.
 * `work` gets a function that puts a child's pid in the lock as well: should this process be killed, the lock
 * holds until the child has ended too.
 */
export async function withLock(name, work) {
  const file = join(
    tmpdir(),
    `bylaw-${createHash('sha256').update(root).digest('hex').slice(0, 12)}-${name}.lock`,
  )
  for (let told = false; !take(file); told = true) {
    if (!told) process.stdout.write('Waiting for another Bylaw command in this folder ...\n')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  try {
    await work((pid) => appendFileSync(file, ` ${pid}`))
  } finally {
    rmSync(file, { force: true })
  }
}

/** Takes the lock when it is free, or when whoever held it no longer lives. */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') return true
  }
  if ((readOr(file) ?? '').split(' ').map(Number).some(isAlive)) return false
  rmSync(file, { force: true })
  return take(file)
}

function isAlive(pid) {
  if (!pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  // In a container nobody may reap the dead: they still have a pid.
  return !/\) Z/.test(readOr(`/proc/${pid}/stat`) ?? '')
}
