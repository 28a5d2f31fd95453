import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Source } from './source.ts'

/** The regulation as it is written, in YAML. */
export function readSource(from: string): Source {
  const read = (file: string): unknown => parse(readFileSync(join(from, file), 'utf8'))
  const chapters = readdirSync(join(from, 'chapters')).filter((file) => file.endsWith('.yaml'))
  return {
    regulation: read('regulation.yaml'),
    units: read('units.yaml'),
    parameters: read('parameters.yaml'),
    chapters: chapters.sort().map((file) => read(join('chapters', file))),
  }
}
