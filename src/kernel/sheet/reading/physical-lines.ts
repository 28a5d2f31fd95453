/** Physical lines with their numbers, whatever ends them (CR LF, LF or CR). Holds one chunk at a time. */
export async function* physicalLines(
  text: AsyncIterable<string>,
): AsyncIterable<{ line: number; text: string }> {
  let line = 0
  let rest = ''
  for await (const chunk of text) {
    const parts = (rest + chunk).split(/\r\n|\n|\r(?!$)/)
    rest = parts.pop() ?? ''
    for (const part of parts) yield { line: ++line, text: part }
  }
  if (rest) yield { line: ++line, text: rest.replace(/\r$/, '') }
}
