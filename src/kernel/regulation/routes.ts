import { handle, handleFile, type Route } from '../http/mount.ts'
import { addFinder } from '../search/finders.ts'
import * as contract from './contract.ts'
import { listEditions } from './editions.ts'
import { exportRegulation } from './export.ts'
import { findClauses } from './find-clauses.ts'
import { readRegulationPage } from './page.ts'
import { listParameters, readParameter, readParameterHistory } from './parameters.ts'
import { setParameter } from './set-parameter.ts'

addFinder(findClauses)

export const routes: Route[] = [
  handle(contract.readRegulation, (ctx, { query }) => readRegulationPage(ctx, query)),
  handleFile(contract.exportRegulation, (ctx, { query }) => exportRegulation(ctx, query)),
  handle(contract.listEditions, (ctx) => listEditions(ctx)),
  handle(contract.listParameters, (ctx, { query }) => listParameters(ctx, query)),
  handle(contract.readParameterHistory, (ctx, { params, query }) =>
    readParameterHistory(ctx, { ...params, ...query }),
  ),
  handle(contract.setParameter, async (ctx, { params, body }) => {
    await setParameter(ctx, { ...params, ...body })
    return readParameter(ctx, params.key)
  }),
]
