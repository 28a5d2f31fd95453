import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compressFiles } from './compress.mjs'
import { withLock } from './lock.mjs'
import { at, environment, explain, pinnedNode, readOr, root, run, Stop, step } from './steps.mjs'

const stampFile = () => at('dist', '.stamp')

/** Builds the web app unless dist/web was made from exactly these sources. */
export async function buildWeb() {
  if (readOr(stampFile()) === fingerprint()) return
  await withLock('build', async (holdFor) => {
    const wanted = fingerprint()
    if (readOr(stampFile()) === wanted) return
    await step('Building the web app', 'Web app built', () => build(wanted, holdFor))
  })
}

async function build(wanted, started) {
  try {
    rmSync(stampFile(), { force: true })
    mkdirSync(at('dist'), { recursive: true })
    const env = { ...environment('production'), NODE_ENV: 'production' }
    const { code, said } = await run(
      pinnedNode,
      [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
      { env, started },
    )
    if (code !== 0)
      throw new Stop(
        explain(said, 'building the web app') ?? `The web app could not be built:\n${said.trim()}`,
      )
    await compressFiles(at('dist', 'web'))
    writeFileSync(stampFile(), wanted)
  } catch (error) {
    throw error instanceof Stop
      ? error
      : new Stop(explain(String(error), 'building the web app') ?? String(error))
  }
}

/** A hash over everything the browser's bundle is made of; the boundaries see to it that this is all. */
export function fingerprint() {
  const hash = createHash('sha256')
  const add = (path) => hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  for (const path of ['package-lock.json', 'tsconfig.json', 'vite.config.ts']) add(path)
  add('scripts/ready/compress.mjs')
  for (const path of [...list('src'), ...list('regulation')].filter(isInBundle)) add(path)
  return hash.digest('hex')
}

const isInBundle = (path) =>
  !/\.test\.tsx?$/.test(path) &&
  (/\/web\/|\/contract\.ts$|\.gen\.ts$|\/locales\.gen\//.test(path) || path.startsWith('regulation/'))

function list(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? list(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
}
