import { handleFile, type Route } from '../http/mount.ts'
import { defineSchedule } from '../jobs/define.ts'
import { checkConfided } from './confide.ts'
import { downloadFile } from './contract.ts'
import { readFile } from './read.ts'
import { sweepBytes } from './sweep.ts'

defineSchedule({
  name: 'files.sweep',
  every: 'day',
  work: async (kernel) => void (await sweepBytes(kernel)),
})

export const routes: Route[] = [
  handleFile(downloadFile, async (ctx, { params }) => {
    await checkConfided(ctx, params.id)
    return readFile(ctx, params.id)
  }),
]
