/** Paths of texts that the database can't keep as they are: half a surrogate pair, or U+0000; also as a field's name. */
export function findUnstorable(given: unknown): string[] {
  const paths: string[] = []
  const left: [path: string, value: unknown][] = [['', given]]
  for (let next = left.pop(); next; next = left.pop()) {
    const [path, value] = next
    if (typeof value === 'string' && !isStorable(value)) paths.push(path)
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) paths.push(path)
      else left.push([path ? `${path}.${key}` : key, inner])
    }
  }
  return paths
}

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')
