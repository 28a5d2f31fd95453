/** How the rows of an import name what something hangs under: `org:<id>` exists, `line:<n>` is a row of the file, `level:<key>` a level being built. */
export type Ref = `org:${string}` | `line:${number}` | `level:${string}`

/** The same as a number, by its place among the organisations, rows or levels; 0 is nowhere. */
export type Node = number

export const orgNode = (place: number): Node => place * 4 + 1
export const rowNode = (place: number): Node => place * 4 + 2
export const levelNode = (place: number): Node => place * 4 + 3
export const isOrg = (node: Node) => (node & 3) === 1
export const isRow = (node: Node) => (node & 3) === 2
export const isLevel = (node: Node) => (node & 3) === 3
export const placeOf = (node: Node) => node >> 2
