import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { listForms, readForm } from './pages.ts'
import { createForm, publishForm, saveFormDraft } from './publish.ts'
import { getFormVersion } from './versions.ts'

export const routes: Route[] = [
  handle(contract.listForms, (ctx) => listForms(ctx)),
  handle(contract.readForm, (ctx, { params }) => readForm(ctx, params.id)),
  handle(contract.readFormVersion, (ctx, { params }) => getFormVersion(ctx, params.id)),
  handle(contract.createForm, (ctx, { body }) => createForm(ctx, body)),
  handle(contract.saveFormDraft, (ctx, { params, body }) =>
    saveFormDraft(ctx, { form_id: params.id, ...body }),
  ),
  handle(contract.publishForm, (ctx, { params, body }) => publishForm(ctx, { ...params, ...body })),
]
