import type { Ctx } from '../../../kernel/http/context.ts'
import { done, handle, handleFile, handleUpload, type Route } from '../../../kernel/http/mount.ts'
import { exportList } from '../../../kernel/sheet/serve.ts'
import * as application from './contract.ts'
import { amendApplication } from './decision/amend.ts'
import * as decision from './decision/contract.ts'
import { issueApproval, voidApproval } from './decision/issue.ts'
import { rejectApplication, sendOn } from './decision/rule.ts'
import { resubmitApplication, submitApplication } from './life/submit.ts'
import { withdrawApplication } from './life/withdraw.ts'
import { listApplications } from './list.ts'
import { readApplicationPage } from './page.ts'
import { attachDocument, detachDocument } from './papers/attach.ts'
import * as papers from './papers/contract.ts'
import { downloadFile } from './papers/files.ts'
import { listKinds } from './papers/kinds.ts'
import * as plan from './plan/contract.ts'
import { createApplication, editApplication } from './plan/edit.ts'
import { completeApplication } from './registration/complete.ts'
import * as registration from './registration/contract.ts'
import { fileRegistration } from './registration/file.ts'
import * as registrations from './registration/list/contract.ts'
import { listRegistrations } from './registration/list/list.ts'
import { registrationSheet } from './registration/list/sheet.ts'
import { notRecommend, recommend } from './review/conclude.ts'
import * as review from './review/contract.ts'
import { addEvidence, confirmScore, saveSheet } from './review/sheet.ts'
import { askMore, takeApplication } from './review/take.ts'
import { applicationSheet } from './sheet.ts'
import * as visit from './visit/contract.ts'
import { addPhoto, removePhoto } from './visit/photos.ts'
import { completeVisit } from './visit/sign.ts'
import { cancelVisit, editVisit, planVisit } from './visit/visits.ts'

export const routes: Route[] = [
  handle(papers.listKinds, (ctx) => listKinds(ctx)),
  handle(application.listApplications, async (ctx, { query }) => ({
    ...(await listApplications(ctx, query)),
    can: listActions(ctx),
  })),
  handleFile(application.exportApplications, (ctx, { query }) => exportList(ctx, applicationSheet, query)),
  handle(application.readApplication, (ctx, { params }) => readApplicationPage(ctx, params.id)),

  handle(plan.createApplication, (ctx, { body }) => createApplication(ctx, body)),
  handle(plan.editApplication, (ctx, { params, body }) => editApplication(ctx, { ...body, ...params })),
  handle(plan.amendApplication, (ctx, { params, body }) =>
    done(amendApplication(ctx, { ...body, ...params })),
  ),
  handleUpload(papers.attachDocument, (ctx, { params, body, file }) =>
    attachDocument(ctx, { ...params, ...body, file }),
  ),
  handle(papers.detachDocument, (ctx, { params }) => done(detachDocument(ctx, params))),
  handleFile(papers.downloadFile, (ctx, { params }) => downloadFile(ctx, params)),
  handle(application.submitApplication, (ctx, { params, body }) =>
    done(submitApplication(ctx, { ...params, ...body })),
  ),
  handle(application.resubmitApplication, (ctx, { params, body }) =>
    done(resubmitApplication(ctx, { ...params, ...body })),
  ),
  handle(application.withdrawApplication, (ctx, { params, body }) =>
    done(withdrawApplication(ctx, { ...params, ...body })),
  ),

  handle(review.takeApplication, (ctx, { params, body }) =>
    done(takeApplication(ctx, { ...params, ...body })),
  ),
  handle(papers.askMore, (ctx, { params, body }) => done(askMore(ctx, { ...params, ...body }))),
  handle(review.saveSheet, (ctx, { params, body }) => saveSheet(ctx, { ...body, ...params })),
  handle(review.confirmScore, (ctx, { params, body }) => confirmScore(ctx, { ...params, ...body })),
  handleUpload(review.addEvidence, (ctx, { params, file }) => addEvidence(ctx, { ...params, file })),
  handle(review.recommend, (ctx, { params, body }) => done(recommend(ctx, { ...params, ...body }))),
  handle(review.notRecommend, (ctx, { params, body }) => done(notRecommend(ctx, { ...params, ...body }))),
  handle(visit.planVisit, (ctx, { params, body }) => planVisit(ctx, { ...params, ...body })),
  handle(visit.editVisit, (ctx, { params, body }) => editVisit(ctx, { ...params, ...body })),
  handleUpload(visit.addPhoto, (ctx, { params, body, file }) => addPhoto(ctx, { ...params, ...body, file })),
  handle(visit.removePhoto, (ctx, { params }) => done(removePhoto(ctx, params))),
  handle(visit.completeVisit, (ctx, { params, body }) => completeVisit(ctx, { ...params, ...body })),
  handle(visit.cancelVisit, (ctx, { params, body }) => done(cancelVisit(ctx, { ...params, ...body }))),

  handle(decision.sendOn, (ctx, { params, body }) => done(sendOn(ctx, { ...params, ...body }))),
  handle(decision.rejectApplication, (ctx, { params, body }) =>
    done(rejectApplication(ctx, { ...params, ...body })),
  ),
  handle(decision.issueApproval, (ctx, { params, body }) => issueApproval(ctx, { ...params, ...body })),
  handle(decision.voidApproval, (ctx, { params, body }) => done(voidApproval(ctx, { ...params, ...body }))),
  handle(registrations.listRegistrations, (ctx, { query }) => listRegistrations(ctx, query)),
  handleFile(registrations.exportRegistrations, (ctx, { query }) =>
    exportList(ctx, registrationSheet, query),
  ),
  handleUpload(registration.fileRegistration, (ctx, { params, body, file }) =>
    fileRegistration(ctx, { ...params, ...body, file }),
  ),
  handle(registration.completeApplication, (ctx, { params, body }) =>
    done(completeApplication(ctx, { ...params, ...body })),
  ),
]

function listActions(ctx: Ctx): ('create' | 'export')[] {
  const can: ('create' | 'export')[] = []
  if (ctx.holds('establishment.application.create')) can.push('create')
  if (ctx.holds('establishment.application.export')) can.push('export')
  return can
}
