import { handleFile, type Route } from '../http/mount.ts'
import { checkConfided } from './confide.ts'
import { downloadFile } from './contract.ts'
import { readFile } from './read.ts'

export const routes: Route[] = [
  handleFile(downloadFile, async (ctx, { params }) => {
    await checkConfided(ctx, params.id)
    return readFile(ctx, params.id)
  }),
]
