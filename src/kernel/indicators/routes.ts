import { done, handle, handleFile, type Route } from '../http/mount.ts'
import { defineSchedule } from '../jobs/define.ts'
import { exportList } from '../sheet/serve.ts'
import { bringIn, checkBroughtIn } from './bring-in/bring-in.ts'
import { computeIndicators } from './compute.ts'
import * as contract from './contract.ts'
import { registerIndicatorControls } from './controls.ts'
import { createIndicator, setThresholds } from './define.ts'
import { correctValue, enterValue } from './enter.ts'
import { escalateWarnings } from './escalate.ts'
import { listIndicators, listValues, listWarnings, readIndicatorPage } from './list.ts'
import { respondWarning } from './respond.ts'
import { valueSheet } from './sheet.ts'
import { listStanding } from './standing.ts'

export const routes: Route[] = [
  handle(contract.listIndicators, (ctx) => listIndicators(ctx)),
  handle(contract.createIndicator, (ctx, { body }) => createIndicator(ctx, body)),
  handle(contract.listWarnings, (ctx, { query }) => listWarnings(ctx, query)),
  handle(contract.respondWarning, (ctx, { params, body }) =>
    done(respondWarning(ctx, { ...params, ...body })),
  ),
  handle(contract.correctValue, (ctx, { params, body }) => correctValue(ctx, { ...params, ...body })),
  handle(contract.readIndicator, (ctx, { params }) => readIndicatorPage(ctx, params)),
  handle(contract.setThresholds, (ctx, { params, body }) => done(setThresholds(ctx, { ...params, ...body }))),
  handle(contract.listIndicatorStanding, (ctx, { params, query }) =>
    listStanding(ctx, { ...params, ...query }),
  ),
  handle(contract.listValues, (ctx, { query }) => listValues(ctx, query)),
  handleFile(contract.exportValues, (ctx, { query }) => exportList(ctx, valueSheet, query)),
  handle(contract.checkBroughtIn, (ctx, { params, body }) => checkBroughtIn(ctx, { ...params, ...body })),
  handle(contract.bringInValues, (ctx, { params, body }) => bringIn(ctx, { ...params, ...body })),
  handle(contract.enterValue, (ctx, { params, body }) => enterValue(ctx, { ...params, ...body })),
]

registerIndicatorControls()
defineSchedule({
  name: 'indicators.compute',
  every: 'day',
  at_start: true,
  work: async (kernel) => void (await computeIndicators(kernel)),
})
defineSchedule({
  name: 'indicators.escalate',
  every: 'hour',
  work: async (kernel) => void (await escalateWarnings(kernel)),
})
