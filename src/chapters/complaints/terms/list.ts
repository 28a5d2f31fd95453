import { headquartersOf } from '../../../kernel/calendar/headquarters.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { ReturnOf } from '../../../kernel/http/contract.ts'
import { companyDay } from '../../../kernel/regulation/company.ts'
import { subjectOfKey } from '../../../kernel/trail/subject-of-key.ts'
import { type listTerms as endpoint, type Term, type TermSort, unsorted } from './contract.ts'
import { readVersions, type TermRow } from './rows.ts'

export const termType = 'complaints.term'
export const trailIdOf = (sort: TermSort, key: string) => subjectOfKey(termType, `${sort}/${key}`)

/** All there is, with every version: the page shows what was as well as what is. */
export async function listTerms(ctx: Ctx): Promise<ReturnOf<typeof endpoint>> {
  const today = await companyDay(ctx)
  const edits = ctx.holds('complaints.term.edit')
  const of = async (sort: TermSort) => grouped(sort, await readVersions(ctx, sort), { today, edits })
  return {
    ...{ service: await of('service'), kind: await of('kind'), cause: await of('cause'), today },
    org_id: await headquartersOf(ctx),
    can: edits ? ['create'] : [],
  }
}

function grouped(sort: TermSort, rows: TermRow[], asked: { today: string; edits: boolean }): Term[] {
  const keys = [...new Set(rows.map(({ key }) => key))]
  return keys.map((key) => {
    const versions = rows.filter((row) => row.key === key)
    const ends = versions[0]!.until_on !== null
    const stays = ends || (sort === 'kind' && key === unsorted)
    return {
      ...{ key, parent: versions[0]!.parent ?? null, standing: standingOf(versions, asked.today) },
      now: (versions.find((row) => holds(row, asked.today)) ?? versions[0]!).version,
      versions: versions.map(shown),
      trail_id: trailIdOf(sort, key),
      can: asked.edits ? ['revise', ...(stays ? [] : (['retire'] as const))] : [],
    }
  })
}

const holds = ({ from_on, until_on }: TermRow, today: string) =>
  from_on <= today && (until_on === null || until_on > today)

function standingOf(versions: TermRow[], today: string): Term['standing'] {
  if (versions.some((row) => holds(row, today))) return 'in_force'
  return versions.some(({ from_on }) => from_on > today) ? 'ahead' : 'retired'
}

const shown = (row: TermRow) => ({
  ...{ version: row.version, from_on: row.from_on, until_on: row.until_on },
  ...{ title: row.title, title_tw: row.title_tw, title_en: row.title_en },
  ...{ standard: row.standard ?? '', standard_tw: row.standard_tw ?? '', standard_en: row.standard_en ?? '' },
})
