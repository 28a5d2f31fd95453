import { handle, handleFile, type Route } from '../http/mount.ts'
import { exportList } from '../sheet/serve.ts'
import * as contract from './contract.ts'
import { listOrganisations } from './list.ts'
import { readOrganisationPage } from './page.ts'
import { organisationSheet } from './sheet.ts'
import { readTree } from './tree.ts'

export const routes: Route[] = [
  handle(contract.listOrganisations, (ctx, { query }) => listOrganisations(ctx, query)),
  handleFile(contract.exportOrganisations, (ctx, { query }) => exportList(ctx, organisationSheet, query)),
  handle(contract.readTree, (ctx, { query }) => readTree(ctx, query)),
  handle(contract.readOrganisation, (ctx, { params, query }) =>
    readOrganisationPage(ctx, { ...params, ...query }),
  ),
]
