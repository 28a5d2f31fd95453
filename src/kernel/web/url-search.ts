/** What stands behind the `?`: plain words, lists by repeating the name (`state=draft&state=submitted`). */
export type UrlSearch = Record<string, string | string[]>

export function readSearch(text: string): UrlSearch {
  const search: UrlSearch = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name]
    search[name] = before === undefined ? value : [before, value].flat()
  }
  return search
}

export function writeSearch(search: Record<string, unknown>): string {
  const written = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== '') written.append(name, String(one))
    }
  }
  const text = written.toString()
  return text ? `?${text}` : ''
}
