/** Writes openapi.json from the endpoints' declarations. Run by `npm run generate`. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describeApi } from '../src/app/openapi.ts'
import { allRoutes } from '../src/app/parts.ts'

const root = path.resolve(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const document = describeApi(
  allRoutes().map(({ endpoint }) => endpoint),
  version,
)
writeFileSync(
  path.join(path.resolve(process.argv[2] ?? root), 'openapi.json'),
  `${JSON.stringify(document, null, 1)}\n`,
)
