/** Beyond these a file is refused before it is read further. A network of 25,000 rows takes about 5 MB. */
export const limits = {
  file_bytes: 40 * 1024 * 1024,
  rows: 60_000,
  columns: 200,
  /** Characters of one line of a CSV: more are no row, whatever they hold. */
  line: 1_000_000,
  /** Characters of one cell; a longer one refuses its row. */
  cell: 2_000,
  /** Lines one quoted cell may span before its opening quote counts as a stray character. */
  lines_in_cell: 20,
  /** Bytes an XLSX may unfold to, and how many times its own size (above 10 MB). */
  unfolded_bytes: 400 * 1024 * 1024,
  unfolded_times: 60,
  archive_entries: 2_000,
} as const
