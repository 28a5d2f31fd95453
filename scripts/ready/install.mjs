import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { withLock } from './lock.mjs'
import { at, environment, explain, pinnedNode, readOr, root, run, Stop, step } from './steps.mjs'

const stampFile = () => at('node_modules', '.bylaw-ready')

/** Installs the packages unless the last complete install was made from this very lock file on such a machine. */
export async function installPackages() {
  if (isFresh()) return
  await withLock('install', async (holdFor) => {
    if (isFresh()) return
    const first = !existsSync(at('node_modules'))
    if (first) refuseFullDisk()
    const doing = first ? 'Installing packages, once' : 'Installing packages, they have changed'
    await step(doing, 'Packages installed', () => install(holdFor))
  })
}

const isFresh = () => existsSync(pinnedNode) && readOr(stampFile()) === wanted()

/** An install that runs out of disk half-way fails late and says something else. */
function refuseFullDisk() {
  const { bavail, bsize } = statfsSync(root)
  const free = Math.floor((bavail * bsize) / 1e6)
  if (free < 1200)
    throw new Stop(`Installing needs 1.2 GB, and this disk has ${free} MB free. Make room and start again.`)
}

/** Invariant: the stamp is written last, so a half-finished install never looks complete. */
async function install(started) {
  let { code, said } = await npmCi(started)
  if (code !== 0 && /ENOTEMPTY|EEXIST|EBUSY/.test(said)) {
    // What an interrupted install left behind is in the way.
    rmSync(at('node_modules'), { recursive: true, force: true, maxRetries: 3 })
    ;({ code, said } = await npmCi(started))
  }
  if (code !== 0) throw new Stop(whyNot(said))
  const check = await run(pinnedNode, ['--version'], { env: environment('production') })
  if (check.code !== 0)
    throw new Stop(
      `The installed Node does not run here (${check.said.trim()}). Bylaw needs Linux with glibc, macOS or Windows.`,
    )
  writeFileSync(stampFile(), wanted())
}

function npmCi(started) {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  if (!npm?.endsWith('.js')) return run('npm', args, { started, shell: process.platform === 'win32' })
  // npm's own Node, not the one in node_modules, which this very install replaces.
  return run(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], { started })
}

function whyNot(said) {
  const machine = explain(said, 'installing packages')
  if (machine) return machine
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(
      said,
    )
  )
    return 'The package registry can not be reached. Check the connection (or the proxy and registry in `npm config list`) and start again.'
  if (/EUSAGE/.test(said))
    return 'package.json and package-lock.json do not agree. Run `npm install` and commit package-lock.json.'
  if (/ESTRICTALLOWSCRIPTS/.test(said))
    return 'A package brings an install script that package.json does not allow. Look at it, then name it in "allowScripts".'
  if (/spawn npm ENOENT/.test(said)) return 'npm is not on the PATH. It comes with Node from nodejs.org.'
  return `Packages could not be installed. npm said:\n${said.trim().split('\n').slice(-12).join('\n')}`
}

function wanted() {
  return createHash('sha256')
    .update(`${process.platform} ${process.arch}\n`)
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
}
