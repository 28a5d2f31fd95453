import { handle, type Route } from '../../../kernel/http/mount.ts'
import * as contract from './contract.ts'
import { readLimits } from './read.ts'
import { setLimits } from './set.ts'

export const routes: Route[] = [
  handle(contract.readLimits, (ctx) => readLimits(ctx)),
  handle(contract.setLimits, async (ctx, { body }) => {
    await setLimits(ctx, body)
    return undefined
  }),
]
