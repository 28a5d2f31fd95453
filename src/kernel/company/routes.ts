import type { z } from 'zod'
import type { Ctx } from '../http/context.ts'
import { handle, type Route } from '../http/mount.ts'
import { readCompanySettings } from '../settings/company.ts'
import * as contract from './contract.ts'
import { updateCompany } from './update-company.ts'

async function showCompany(ctx: Ctx): Promise<z.input<typeof contract.companySettings>> {
  const settings = await readCompanySettings(ctx.tx)
  return { ...settings, can: ctx.may('settings.company.update', settings.id) ? ['update'] : [] }
}

export const routes: Route[] = [
  handle(contract.readCompany, (ctx) => showCompany(ctx)),
  handle(contract.updateCompany, async (ctx, { body }) => {
    await updateCompany(ctx, body)
    return showCompany(ctx)
  }),
]
