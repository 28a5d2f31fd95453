import { handle, handleFile, type Route } from '../../../../kernel/http/mount.ts'
import { exportList } from '../../../../kernel/sheet/serve.ts'
import * as contract from './contract.ts'
import { listStanding } from './list.ts'
import { renewLicence } from './renew.ts'
import { standingSheet } from './sheet.ts'
import { readSuccession } from './succession.ts'

export const routes: Route[] = [
  handle(contract.listStanding, (ctx, { query }) => listStanding(ctx, query)),
  handleFile(contract.exportStanding, (ctx, { query }) => exportList(ctx, standingSheet, query)),
  handle(contract.readSuccession, (ctx, { params }) => readSuccession(ctx, params)),
  handle(contract.renewLicence, async (ctx, { params, body }) => ({
    id: await renewLicence(ctx, { ...params, ...body }),
  })),
]
