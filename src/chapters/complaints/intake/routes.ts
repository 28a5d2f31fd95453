import { handle, handleFile, handleUpload, type Route } from '../../../kernel/http/mount.ts'
import * as contract from './contract.ts'
import { listImports, showImport } from './find.ts'
import { startBringingIn, startCheck } from './jobs.ts'
import { mapComplaints } from './map.ts'
import { exportRows, listRows } from './rows.ts'
import { uploadComplaints } from './upload.ts'

export const routes: Route[] = [
  handleUpload(contract.uploadComplaints, async (ctx, { file }) =>
    showImport(ctx, await uploadComplaints(ctx, { file })),
  ),
  handle(contract.listImports, (ctx, { query }) => listImports(ctx, query)),
  handle(contract.readImport, (ctx, { params }) => showImport(ctx, params.id)),
  handle(contract.mapComplaints, async (ctx, { params, body }) => {
    await mapComplaints(ctx, { ...params, ...body })
    return showImport(ctx, params.id)
  }),
  handle(contract.checkComplaints, async (ctx, { params, body }) => {
    await startCheck(ctx, { ...params, ...body })
    return showImport(ctx, params.id)
  }),
  handle(contract.bringInComplaints, async (ctx, { params, body }) => {
    await startBringingIn(ctx, { ...params, ...body })
    return showImport(ctx, params.id)
  }),
  handle(contract.listRows, (ctx, { params, query }) => listRows(ctx, { ...params, ...query })),
  handleFile(contract.exportRows, (ctx, { params, query }) => exportRows(ctx, { ...params, ...query })),
]
