import { onCalendarChange } from '../calendar/changed.ts'
import { confideFiles } from '../files/confide.ts'
import { done, handle, handleFile, handleUpload, type Route } from '../http/mount.ts'
import { defineSchedule } from '../jobs/define.ts'
import { exportList } from '../sheet/serve.ts'
import * as act from './acts/contract.ts'
import { createIssue } from './acts/create.ts'
import { editIssue, notifyIssue } from './acts/direct.ts'
import { addEvidenceFile, addEvidenceLink, removeEvidence } from './acts/evidence.ts'
import { finishMeasure, finishOwnMeasure, planIssue, startIssue } from './acts/plan.ts'
import { closeIssue, reopenIssue, returnIssue, submitIssue, verifyIssue } from './acts/verify.ts'
import * as contract from './contract.ts'
import { registerIssueControls } from './controls.ts'
import { recalculateDueDays } from './due/recalculate.ts'
import { remindIssues } from './due/remind.ts'
import { remindOwners } from './due/remind-many.ts'
import { extendIssue } from './extension/ask.ts'
import { registerExtensionApproval } from './extension/subject.ts'
import { withdrawExtension } from './extension/withdraw.ts'
import { registerIssueMeasure } from './indicator.ts'
import { subjectType } from './life/row.ts'
import { listIssues } from './list.ts'
import { readIssuePage, readMeasuredIssue } from './page.ts'
import { listPeopleAt } from './people.ts'
import { issueSheet } from './sheet.ts'
import { listIssueStatistics, sumIssues } from './statistics.ts'
import { statisticsSheet } from './statistics-sheet.ts'
import { takeOverIssues } from './take-over.ts'

export const routes: Route[] = [
  handle(contract.listIssues, (ctx, { query }) => listIssues(ctx, query)),
  handleFile(contract.exportIssues, (ctx, { query }) => exportList(ctx, issueSheet, query)),
  handle(contract.listIssueStatistics, (ctx, { query }) => listIssueStatistics(ctx, query)),
  handleFile(contract.exportIssueStatistics, (ctx, { query }) => exportList(ctx, statisticsSheet, query)),
  handle(contract.sumIssues, (ctx, { query }) => sumIssues(ctx, query)),
  handle(act.listIssuePeople, (ctx, { params }) => listPeopleAt(ctx, params)),
  handle(act.createIssue, (ctx, { body }) => createIssue(ctx, body)),
  handle(act.remindOwners, (ctx, { body }) => remindOwners(ctx, body)),
  handle(act.readIssue, (ctx, { params }) => readIssuePage(ctx, params.id)),
  handle(act.editIssue, (ctx, { params, body }) => done(editIssue(ctx, { ...params, ...body }))),
  handle(act.notifyIssue, (ctx, { params, body }) => done(notifyIssue(ctx, { ...params, ...body }))),
  handle(act.planIssue, (ctx, { params, body }) => done(planIssue(ctx, { ...params, ...body }))),
  handle(act.startIssue, (ctx, { params, body }) => done(startIssue(ctx, { ...params, ...body }))),
  handle(act.finishMeasure, (ctx, { params, body }) => done(finishMeasure(ctx, { ...params, ...body }))),
  handle(act.readMeasures, (ctx, { params }) => readMeasuredIssue(ctx, params.id)),
  handle(act.finishOwnMeasure, (ctx, { params, body }) =>
    done(finishOwnMeasure(ctx, { ...params, ...body })),
  ),
  handleUpload(act.addEvidenceFile, (ctx, { params, body, file }) =>
    done(addEvidenceFile(ctx, { ...params, ...body, file })),
  ),
  handle(act.addEvidenceLink, (ctx, { params, body }) => done(addEvidenceLink(ctx, { ...params, ...body }))),
  handle(act.removeEvidence, (ctx, { params }) => done(removeEvidence(ctx, params))),
  handle(act.submitIssue, (ctx, { params, body }) => done(submitIssue(ctx, { ...params, ...body }))),
  handle(act.verifyIssue, (ctx, { params, body }) => done(verifyIssue(ctx, { ...params, ...body }))),
  handle(act.returnIssue, (ctx, { params, body }) => done(returnIssue(ctx, { ...params, ...body }))),
  handle(act.closeIssue, (ctx, { params, body }) => done(closeIssue(ctx, { ...params, ...body }))),
  handle(act.reopenIssue, (ctx, { params, body }) => done(reopenIssue(ctx, { ...params, ...body }))),
  handle(act.extendIssue, (ctx, { params, body }) => done(extendIssue(ctx, { ...params, ...body }))),
  handle(act.withdrawExtension, (ctx, { params, body }) =>
    done(withdrawExtension(ctx, { ...params, ...body })),
  ),
]

registerExtensionApproval()
registerIssueControls()
registerIssueMeasure()
takeOverIssues()
confideFiles(subjectType, (ctx, { org_id }) => ctx.may('issues.issue.read', org_id))
onCalendarChange(async (ctx) => void (await recalculateDueDays(ctx)))
defineSchedule({
  name: 'issues.remind',
  every: 'hour',
  work: async (kernel) => void (await remindIssues(kernel)),
})
