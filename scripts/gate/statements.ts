import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readKnown } from '../cluster/known.ts'
import { refusedByCluster } from '../cluster/statements.ts'

/**
 * Reads every statement the tests made the app send (`test/support/statements.ts` wrote them down) and names those a
 * Citus cluster would refuse. Gives how many there were.
 */
export async function checkStatements(folder: string): Promise<{ read: number; faults: string[] }> {
  const known = readKnown()
  const texts = new Set(
    readdirSync(folder).flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as string),
    ),
  )
  const faults: string[] = []
  for (const text of texts) {
    const refused = await refusedByCluster(text, known)
    if (refused.length > 0) faults.push(`${refused.join('; ')}:\n    ${text.replace(/\s+/g, ' ').trim()}`)
  }
  return { read: texts.size, faults }
}
