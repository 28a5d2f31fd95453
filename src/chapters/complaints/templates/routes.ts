import { done, handle, type Route } from '../../../kernel/http/mount.ts'
import * as contract from './contract.ts'
import { createTemplate, editTemplate, restoreTemplate, withdrawTemplate } from './keep.ts'
import { listTemplates } from './list.ts'
import { offerTemplates } from './offer.ts'

export const routes: Route[] = [
  handle(contract.listTemplates, (ctx) => listTemplates(ctx)),
  handle(contract.createTemplate, (ctx, { body }) => createTemplate(ctx, body)),
  handle(contract.editTemplate, (ctx, { params, body }) => done(editTemplate(ctx, { ...body, ...params }))),
  handle(contract.withdrawTemplate, (ctx, { params, body }) =>
    done(withdrawTemplate(ctx, { ...body, ...params })),
  ),
  handle(contract.restoreTemplate, (ctx, { params, body }) =>
    done(restoreTemplate(ctx, { ...body, ...params })),
  ),
  handle(contract.offerTemplates, (ctx, { params, query }) => offerTemplates(ctx, { ...params, ...query })),
]
