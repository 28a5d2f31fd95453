/** UTF-16 characters. */
const longest = 31
/** What Excel refuses in it, and what XML can't hold. */
const unfit = /[[\]:*?/\\\p{Cc}\uFFFE\uFFFF]|\p{Surrogate}/gu

/** A title as the name of a worksheet. Excel calls a file with any other damaged, and keeps “History” for itself. */
export function worksheetName(title: string): string {
  const fit = title.replace(unfit, ' ').replace(/\s+/g, ' ').trim()
  // Half of a pair that the cut went through isn't left behind, nor an apostrophe at either end.
  const cut = fit.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')
  const name = cut.replace(/^['\s]+|['\s]+$/g, '')
  return name === '' || name.toLowerCase() === 'history' ? 'Sheet1' : name
}
