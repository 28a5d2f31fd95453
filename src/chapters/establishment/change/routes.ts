import { done, handle, handleFile, handleUpload, type Route } from '../../../kernel/http/mount.ts'
import { exportList } from '../../../kernel/sheet/serve.ts'
import * as contract from './contract.ts'
import { createChange, editChange } from './file.ts'
import { routes as handOverRoutes } from './hand-over/routes.ts'
import * as list from './list/contract.ts'
import { listChanges } from './list/list.ts'
import { changeSheet } from './list/sheet.ts'
import { readChangePage, readOffered } from './page.ts'
import { attachPaper, confidePapers, detachPaper } from './papers.ts'
import { submitChange } from './submit.ts'
import { withdrawChange } from './withdraw.ts'

export const routes: Route[] = [
  handle(list.listChanges, (ctx, { query }) => listChanges(ctx, query)),
  handleFile(list.exportChanges, (ctx, { query }) => exportList(ctx, changeSheet, query)),
  handle(contract.listOffered, (ctx, { params }) => readOffered(ctx, params)),
  handle(contract.createChange, (ctx, { params, body }) => createChange(ctx, { ...body, org_id: params.id })),
  handle(contract.editChange, (ctx, { params, body }) => editChange(ctx, { ...body, ...params })),
  handle(contract.readChange, (ctx, { params }) => readChangePage(ctx, params.id)),
  handleUpload(contract.attachPaper, (ctx, { params, file }) => attachPaper(ctx, { ...params, file })),
  handle(contract.detachPaper, (ctx, { params }) => done(detachPaper(ctx, params))),
  handle(contract.submitChange, (ctx, { params, body }) => done(submitChange(ctx, { ...params, ...body }))),
  handle(contract.withdrawChange, (ctx, { params, body }) =>
    done(withdrawChange(ctx, { ...params, ...body })),
  ),
  ...handOverRoutes,
]

confidePapers()
