import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runOn } from '../global-setup.ts'

const text = readFileSync(join(import.meta.dirname, 'citus-stand-in.sql'), 'utf8')

/**
 * Makes a database of a plain PostgreSQL pass for the coordinator of a Citus cluster with two workers: what would be spread is
 * written down, see `citus-stand-in.sql`. As a superuser.
 */
export const standInForCitus = (url: string): Promise<void> => runOn(url, text)
