import { readFileSync } from 'node:fs'
import path from 'node:path'
import { shared } from '../../db/distribution.ts'
import type { Known } from './statements.ts'

/** The tables and functions of the schema as it is, read from db/schema.sql. */
export function readKnown(): Known {
  const schema = readFileSync(path.join(import.meta.dirname, '../../db/schema.sql'), 'utf8')
  const tables = [...schema.matchAll(/^create table (\S+) \(\n([\s\S]*?)^\);/gm)]
  const functions = [
    ...schema.matchAll(/^CREATE OR REPLACE FUNCTION (\S+?)\([\s\S]*?\$function\$([\s\S]*?)\$function\$/gm),
  ]
  return {
    distributed: new Set(
      tables.filter(([, , body]) => /^ {2}org_id uuid/m.test(body!)).map(([, name]) => name!),
    ),
    local: new Set(Object.keys(shared).filter((name) => shared[name]!.as === 'local')),
    reading: new Set(
      functions
        .filter(([, , body]) => tables.some(([, name]) => body!.includes(name!)))
        .map(([, name]) => name!),
    ),
  }
}
