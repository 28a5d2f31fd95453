import type { Ctx } from '../../http/context.ts'
import type { NamedPerson } from './contract.ts'

/** The names of these persons, looked up at once. */
export async function namesOf({ tx }: Ctx, ids: string[]): Promise<(id: string) => NamedPerson> {
  const wanted = [...new Set(ids)]
  const rows = wanted.length
    ? await tx
        .selectFrom('kernel.person')
        .select(['id', 'name', 'name_en'])
        .where('id', 'in', wanted)
        .execute()
    : []
  const names = new Map(rows.map((row) => [row.id, row]))
  return (id) => names.get(id) ?? { id, name: '', name_en: null }
}
