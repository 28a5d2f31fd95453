/** UTF-8, or what Excel in Chinese saves as CSV; undefined for what is neither. */
export function decodeTable(bytes: ArrayBuffer): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next one may fit.
    }
  }
  return undefined
}
