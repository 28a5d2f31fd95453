// The first thing that runs on a fresh clone: plain JavaScript for Node 20, nothing but what Node brings.
// It installs what is missing, builds the web app when it is stale, and hands over to the pinned Node.
import { buildWeb } from './ready/build.mjs'
import { installPackages } from './ready/install.mjs'
import { launch } from './ready/launch.mjs'
import { Stop } from './ready/steps.mjs'

const commands = {
  start: { web: true, entry: 'src/app/main.ts', mode: 'production' },
  test: { web: false, entry: 'scripts/gate.ts', mode: 'test' },
  /** Builds the web app and nothing else; the gate calls it as one of its steps. */
  build: { web: true, entry: '', mode: 'production' },
  dev: { web: false, entry: 'scripts/dev.ts', mode: 'development' },
  generate: { web: false, entry: 'scripts/generate.ts', mode: 'development' },
  /** `ready.mjs run <file> ...`: any other script of ours, on the pinned Node. */
  run: { web: false, entry: undefined, mode: 'production' },
}

async function main([name = 'start', ...rest]) {
  const command = commands[name]
  if (!command)
    throw new Stop(`There is no command "${name}"; it is one of ${Object.keys(commands).join(', ')}.`)
  refuseOldNode()
  await installPackages()
  if (command.web) await buildWeb()
  if (command.entry === '') return
  const [entry, ...args] = command.entry ? [command.entry, ...rest] : rest
  if (!entry) throw new Stop('Name the file to run: node scripts/ready.mjs run <file>.')
  process.exitCode = await launch(entry, args, command.mode)
}

function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return
  throw new Stop(
    `Bylaw needs Node 20 or newer to begin, and this is ${process.version}. Install a newer one from nodejs.org.`,
  )
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(error instanceof Stop ? `\n${error.message}\n` : `\n${error.stack}\n`)
  process.exitCode = 1
})
