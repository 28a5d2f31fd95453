/** Whom an import gives work: where they look for it, how many wait for them, and how many of all are late or soon to be. */
export type Told = { org_id: string; waiting: number; late: number }

/** What the sets of an import brought in so far did. Kept with each set, so that a worker that dies loses none of it. */
export type Progress = { created: number; refused: number; told: Record<string, Told> }

export const noProgress: Progress = { created: 0, refused: 0, told: {} }

export function addUp(before: Progress, set: Progress): Progress {
  const told = { ...before.told }
  for (const [person_id, { org_id, waiting, late }] of Object.entries(set.told)) {
    const known = told[person_id] ?? { org_id, waiting: 0, late: 0 }
    told[person_id] = { org_id: known.org_id, waiting: known.waiting + waiting, late: known.late + late }
  }
  return { created: before.created + set.created, refused: before.refused + set.refused, told }
}
