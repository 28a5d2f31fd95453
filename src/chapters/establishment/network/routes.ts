import { handle, handleFile, handleUpload, type Route } from '../../../kernel/http/mount.ts'
import * as contract from './contract.ts'
import { exportNetwork } from './import/export-network.ts'
import { exportRows } from './import/export-rows.ts'
import { listImports, showImport } from './import/find.ts'
import { startCheck, startImport } from './import/jobs.ts'
import { mapNetwork } from './import/map.ts'
import { listRows } from './import/rows.ts'
import { uploadNetwork } from './import/upload.ts'

export const routes: Route[] = [
  handleUpload(contract.uploadNetwork, async (ctx, { body, file }) =>
    showImport(ctx, await uploadNetwork(ctx, { file, under_id: body.under_id })),
  ),
  handle(contract.listImports, (ctx, { query }) => listImports(ctx, query)),
  handle(contract.readImport, (ctx, { params }) => showImport(ctx, params.id)),
  handle(contract.mapNetwork, async (ctx, { params, body }) => {
    await mapNetwork(ctx, { ...params, ...body })
    return showImport(ctx, params.id)
  }),
  handle(contract.checkNetwork, async (ctx, { params, body }) => {
    await startCheck(ctx, { ...params, ...body })
    return showImport(ctx, params.id)
  }),
  handle(contract.importNetwork, async (ctx, { params, body }) => {
    await startImport(ctx, { ...params, ...body })
    return showImport(ctx, params.id)
  }),
  handleFile(contract.exportNetwork, (ctx, { query }) => exportNetwork(ctx, query)),
  handle(contract.listRows, (ctx, { params, query }) => listRows(ctx, { ...params, ...query })),
  handleFile(contract.exportRows, (ctx, { params, query }) => exportRows(ctx, { ...params, ...query })),
]
