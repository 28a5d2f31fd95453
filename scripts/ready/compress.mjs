import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Below this a compressed file saves nothing worth a look for it. */
const smallest = 1024
/** Above this Brotli's best takes seconds: the two such files are fetched by whoever fills in a checklist or sees a chart. */
const largest = 1_000_000
const kinds = /\.(js|css|json|svg|html|webmanifest)$/

/** Puts beside each file of the web app what is sent in its place: the server compresses nothing while somebody waits. */
export async function compressFiles(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => kinds.test(name))
  await Promise.all(
    files.map(async (name) => {
      const path = join(folder, name)
      const bytes = await readFile(path)
      if (bytes.length < smallest) return
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > largest ? 9 : 11 } }
      await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
      await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, quality))
    }),
  )
}
