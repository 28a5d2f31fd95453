import { handle, handleFile, type Route } from '../../../../kernel/http/mount.ts'
import { exportList } from '../../../../kernel/sheet/serve.ts'
import * as contract from './contract.ts'
import { listRequired } from './list.ts'
import { requiredSheet } from './sheet.ts'

export const routes: Route[] = [
  handle(contract.listRequired, (ctx, { query }) => listRequired(ctx, query)),
  handleFile(contract.exportRequired, (ctx, { query }) => exportList(ctx, requiredSheet, query)),
]
