import type { Judged } from '../dry-run/contract.ts'
import type { DryRun } from '../dry-run/dry-run.ts'

/** Which rows and levels go in. Doubtful rows left out take with them what would be created under them. */
export function split(
  { judged, levels }: DryRun,
  doubtful: 'import' | 'leave_out',
): Pick<DryRun, 'judged' | 'levels'> & { left_out: number } {
  if (doubtful === 'import') return { judged, left_out: 0, levels }
  const out = new Set<string>()
  for (const { verdict, does, line } of judged)
    if (verdict === 'doubtful' && does === 'create') out.add(`line:${line}`)
  const isOut = ({ verdict, line, parent }: Judged) =>
    verdict === 'doubtful' || out.has(`line:${line}`) || (parent !== null && out.has(parent))
  // Rows may hang under rows that come later: until nothing more falls out.
  for (let before = -1; before !== out.size; ) {
    before = out.size
    for (const row of judged) if (row.does === 'create' && isOut(row)) out.add(`line:${row.line}`)
  }
  const standing = judged.filter((row) => !isOut(row))
  return { judged: standing, left_out: judged.length - standing.length, levels: usedLevels(levels, standing) }
}

function usedLevels(levels: DryRun['levels'], standing: Judged[]): DryRun['levels'] {
  const used = new Set<string>(standing.flatMap(({ parent }) => parent ?? []))
  for (const { ref, parent } of levels.toReversed()) if (used.has(ref)) used.add(parent)
  return levels.filter(({ ref }) => used.has(ref))
}
