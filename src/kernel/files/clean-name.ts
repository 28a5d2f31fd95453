const longest = 180

/**
 * A name fit to be shown: the last part of a path, without control characters and signs that turn the reading
 * direction, of bounded length, with one of `endings`. Never used as a path.
 */
export function cleanName(name: string, endings: string[]): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const tidy = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const dot = tidy.lastIndexOf('.')
  const ending = dot < 0 ? '' : tidy.slice(dot + 1).toLowerCase()
  const right = endings.includes(ending)
  const stem = right ? tidy.slice(0, dot) : tidy
  const written = right ? tidy.slice(dot + 1) : endings[0]
  return `${[...stem].slice(0, longest).join('').trimEnd() || 'file'}.${written}`
}
