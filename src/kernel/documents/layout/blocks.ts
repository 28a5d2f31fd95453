/** The body of an official document. Headings and items are numbered by the layout, in the manner of its language. */
export type Block =
  | { kind: 'heading'; text: string; level?: 1 | 2 }
  | { kind: 'paragraph'; text: string }
  | { kind: 'items'; items: string[] }
  | { kind: 'table'; columns: Column[]; rows: string[][] }

/** `share` is the column's part of the width; equal parts without it. Numbers are right-aligned. */
export type Column = { title: string; share?: number; align?: 'left' | 'center' | 'right' }

export type NumberedBlock =
  | Exclude<Block, { kind: 'heading' }>
  | { kind: 'heading'; text: string; level: 1 | 2; at: number }

/** Counts headings of each level; a heading of the first level starts the second again. */
export function numberBlocks(blocks: Block[]): NumberedBlock[] {
  const at = { 1: 0, 2: 0 }
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    const level = block.level ?? 1
    at[level] += 1
    if (level === 1) at[2] = 0
    return { kind: 'heading', text: block.text, level, at: at[level] }
  })
}

/** How Chinese documents count, up to ninety-nine. `digits` are those of 0 to 10. */
export function chineseNumeral(n: number, digits: string): string {
  if (n < 10) return digits[n] ?? ''
  const tens = Math.floor(n / 10)
  return `${tens === 1 ? '' : digits[tens]}${digits[10]}${n % 10 === 0 ? '' : digits[n % 10]}`
}
