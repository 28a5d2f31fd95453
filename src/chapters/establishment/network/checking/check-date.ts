/** Reads a day written the usual ways (`2019-3-5`, `2019/03/05`, `2019年3月5日`, `20190305`, an Excel day number) as YYYY-MM-DD. */
export function readDate(written: string): string | undefined {
  const text = written
    .normalize('NFKC')
    .trim()
    .replace(/[ T]\d{1,2}:\d{2}.*$/, '')
  if (/^\d{5}$/.test(text)) return fromExcel(Number(text))
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?$/.exec(text) ?? []
  if (!year) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** Days since 1899-12-30, as a workbook saved as CSV shows them; 1950 to 2099 only. */
function fromExcel(days: number): string | undefined {
  if (days < 18264 || days > 73050) return undefined
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10)
}
