import { handle, handleFile, type Route } from '../http/mount.ts'
import { exportList } from '../sheet/serve.ts'
import * as contract from './contract.ts'
import { listIssues } from './list.ts'
import { issueSheet } from './sheet.ts'

export const routes: Route[] = [
  handle(contract.listIssues, (ctx, { query }) => listIssues(ctx, query)),
  handleFile(contract.exportIssues, (ctx, { query }) => exportList(ctx, issueSheet, query)),
]
