import type { OrganisationKind } from '../../../src/kernel/org/contract.ts'

export type Person = {
  id: string
  name: string
  /** When they began, and when they left. */
  from: number
  until: number | null
}

/** An organisation of the simulated network with who works there. */
export type Unit = {
  id: string
  kind: OrganisationKind
  code: string
  name: string
  parent: Unit | null
  path: string[]
  city: string
  started: number
  closed: number | null
  suspended: boolean
  /** How much of the company's business is done here, beside others. */
  weight: number
  head: Person | null
  /** Everybody who headed it, the first of them first. */
  heads: Person[]
  /** Where it is, and where it was before, until when. */
  address: string
  moves: { at: number; address: string; area: number }[]
  staff: Person[]
  /** Who handles complaints about it and what is below it: of a branch. */
  desk: Person[]
}

/** Who handles what is complained of at an organisation: the desk of the branch above, or its own. */
export const deskOf = (unit: Unit): Person[] =>
  unit.desk.length > 0 || !unit.parent ? unit.desk : deskOf(unit.parent)

export const isOpen = (unit: Unit, at: number): boolean =>
  unit.started <= at && (unit.closed === null || unit.closed > at)

/** Who headed it at an instant. */
export const headAt = ({ heads }: Unit, at: number): Person | null =>
  heads.findLast(({ from, until }) => from <= at && (until === null || until > at)) ?? null
