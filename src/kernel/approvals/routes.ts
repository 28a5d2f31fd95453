import { handle, handleFile, handleUpload, type Route } from '../http/mount.ts'
import { defineSchedule } from '../jobs/define.ts'
import { exportList } from '../sheet/serve.ts'
import { onLend } from '../tasks/lent.ts'
import { onTakeOver } from '../tasks/take-over.ts'
import * as bulk from './bulk/contract.ts'
import { decideMany } from './bulk/decide-many.ts'
import * as copy from './copy/contract.ts'
import { copyRequest, listReaders, markRead, takeOverCopied } from './copy/copy.ts'
import * as fill from './fill/contract.ts'
import { fillFields } from './fill/fill.ts'
import * as flow from './flow/contract.ts'
import { listDeciders } from './flow/deciding.ts'
import { createFlow, editFlow } from './flow/edit.ts'
import * as exchange from './flow/exchange/contract.ts'
import { exportFlowVersion, importFlow, importNewFlow, restoreVersion } from './flow/exchange/exchange.ts'
import { showFlowVersion } from './flow/faults.ts'
import { listFlows, readFlow } from './flow/pages.ts'
import { publishFlow, saveFlowDraft } from './flow/publish.ts'
import * as trial from './flow/trial/contract.ts'
import { tryFlowVersion } from './flow/trial/try.ts'
import { readVocabulary } from './flow/vocabulary.ts'
import * as group from './group/contract.ts'
import { createGroup, editGroup, listGroups } from './group/groups.ts'
import { describeSubjects } from './kinds.ts'
import * as proxy from './proxy/contract.ts'
import { endProxy, giveProxy } from './proxy/give.ts'
import { lendAsked } from './proxy/lend-tasks.ts'
import { listProxies } from './proxy/list.ts'
import { listNameable } from './request/candidates.ts'
import { commentOnRequest } from './request/comment.ts'
import * as request from './request/contract.ts'
import { closeEndedTask, endedTasks } from './request/ended.ts'
import { listRequests } from './request/list.ts'
import { readRequestsOf } from './request/of-subject.ts'
import {
  addSigners,
  appointApprovers,
  approveRequest,
  delegateRequest,
  overrideStep,
  rejectRequest,
  removeSigner,
  returnRequest,
  takeBackAnswer,
  transferRequest,
  withdrawRequest,
} from './request/operate.ts'
import { readRequestPage } from './request/page.ts'
import { remindApprovals } from './request/remind.ts'
import { requestSheet } from './request/sheet.ts'
import { takeOverAsked, takeOverReturned } from './request/take-over.ts'
import { exportStatistics, listStatistics as statistics } from './statistics/contract.ts'
import { listStatistics } from './statistics/list.ts'
import { measureEarlier } from './statistics/measure.ts'
import { statisticsSheet } from './statistics/sheet.ts'
import { askApplicant } from './talk/ask.ts'
import * as talk from './talk/contract.ts'
import { attachToComment, confideCommentFiles } from './talk/files.ts'
import { urgeRequest as urge } from './urge/contract.ts'
import { urgeRequest } from './urge/urge.ts'

defineSchedule({
  name: 'approvals.remind',
  every: 'hour',
  work: async (kernel) => void (await remindApprovals(kernel)),
})
defineSchedule({ name: 'approvals.measure', every: 'hour', work: (kernel) => measureEarlier(kernel) })
confideCommentFiles()
onTakeOver('approvals.inbox.copied', takeOverCopied)
onLend(lendAsked)
onTakeOver('approvals.inbox.asked', takeOverAsked)
onTakeOver('approvals.inbox.returned', takeOverReturned)
for (const kind of Object.values(endedTasks)) onTakeOver(kind, closeEndedTask)

export const routes: Route[] = [
  handle(flow.listFlows, (ctx) => listFlows(ctx)),
  handle(flow.readFlow, (ctx, { params }) => readFlow(ctx, params.id)),
  handle(flow.listFlowPersons, async (ctx, { query }) => ({ items: await listDeciders(ctx, query) })),
  handle(flow.readFlowVersion, (ctx, { params }) => showFlowVersion(ctx, params.id)),
  handle(flow.readFlowVocabulary, (ctx) => readVocabulary(ctx)),
  handle(flow.createFlow, async (ctx, { body }) => showFlowVersion(ctx, (await createFlow(ctx, body)).id)),
  handle(flow.editFlow, async (ctx, { params, body }) => {
    await editFlow(ctx, { ...params, ...body })
    return readFlow(ctx, params.id)
  }),
  handle(flow.saveFlowDraft, async (ctx, { params, body }) =>
    showFlowVersion(ctx, (await saveFlowDraft(ctx, { flow_id: params.id, ...body })).id),
  ),
  handle(flow.publishFlow, async (ctx, { params, body }) =>
    showFlowVersion(ctx, (await publishFlow(ctx, { ...params, ...body })).id),
  ),

  handle(trial.tryFlow, (ctx, { params, body }) => tryFlowVersion(ctx, { id: params.id, sample: body }), {
    untrailed: 'a try-out asks what would happen and writes nothing',
  }),
  handleFile(exchange.exportFlowVersion, (ctx, { params }) => exportFlowVersion(ctx, params.id)),
  handle(exchange.importFlow, async (ctx, { params, body }) =>
    showFlowVersion(ctx, (await importFlow(ctx, { ...params, ...body })).id),
  ),
  handle(exchange.importNewFlow, async (ctx, { body }) =>
    showFlowVersion(ctx, (await importNewFlow(ctx, body)).id),
  ),
  handle(exchange.restoreFlowVersion, async (ctx, { params, body }) =>
    showFlowVersion(ctx, (await restoreVersion(ctx, { ...params, ...body })).id),
  ),

  handle(group.listGroups, (ctx) => listGroups(ctx)),
  handle(group.createGroup, (ctx, { body }) => createGroup(ctx, body)),
  handle(group.editGroup, (ctx, { params, body }) => editGroup(ctx, { ...params, ...body })),

  handle(request.listRequests, (ctx, { query }) => listRequests(ctx, query)),
  handleFile(request.exportRequests, (ctx, { query }) => exportList(ctx, requestSheet, query)),
  handle(request.readRequest, (ctx, { params }) => readRequestPage(ctx, params.id)),
  handle(request.readRequestsOf, (ctx, { params }) => readRequestsOf(ctx, params)),
  handle(request.listSubjectTypes, async (ctx) => ({ items: describeSubjects(ctx.language) })),
  handle(request.listCandidates, async (ctx, { params }) => ({
    items: await listNameable(ctx, params.id),
  })),
  handle(request.approveRequest, async (ctx, { params, body }) => {
    await approveRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(bulk.approveMany, async (ctx, { body }) => {
    const items = await decideMany(ctx, 'approve', body)
    return { approved: items.filter(({ code }) => code === null).length, items }
  }),
  handle(bulk.rejectMany, async (ctx, { body }) => {
    const items = await decideMany(ctx, 'reject', body)
    return { rejected: items.filter(({ state }) => state === 'rejected').length, items }
  }),
  handle(bulk.returnMany, async (ctx, { body }) => {
    const { to, ...many } = body
    const items = await decideMany(ctx, to === 'applicant' ? 'return' : 'return_one_step', many)
    return { returned: items.filter(({ code }) => code === null).length, items }
  }),
  handle(request.rejectRequest, async (ctx, { params, body }) => {
    await rejectRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(request.returnRequest, async (ctx, { params, body }) => {
    await returnRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(fill.fillFields, async (ctx, { params, body }) => {
    await fillFields(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(request.withdrawRequest, async (ctx, { params }) => {
    await withdrawRequest(ctx, params)
    return readRequestPage(ctx, params.id)
  }),
  handle(request.appointApprovers, async (ctx, { params, body }) => {
    await appointApprovers(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(urge, async (ctx, { params, body }) => {
    await urgeRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(request.transferRequest, async (ctx, { params, body }) => {
    await transferRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(request.delegateRequest, async (ctx, { params, body }) => {
    await delegateRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(request.addSigners, async (ctx, { params, body }) => {
    await addSigners(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(request.removeSigner, async (ctx, { params, body }) => {
    await removeSigner(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(request.takeBackAnswer, async (ctx, { params }) => {
    await takeBackAnswer(ctx, params)
    return readRequestPage(ctx, params.id)
  }),
  handle(request.overrideStep, async (ctx, { params, body }) => {
    await overrideStep(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(talk.askApplicant, async (ctx, { params, body }) => {
    await askApplicant(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handleUpload(talk.attachToComment, async (ctx, { params, file }) => {
    await attachToComment(ctx, { ...params, file })
    return readRequestPage(ctx, params.id)
  }),
  handle(copy.copyRequest, async (ctx, { params, body }) => {
    await copyRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
  handle(copy.listReaders, async (ctx, { params, query }) => ({
    items: await listReaders(ctx, { ...params, ...query }),
  })),
  handle(copy.markRead, async (ctx, { params }) => {
    await markRead(ctx, params)
    return readRequestPage(ctx, params.id)
  }),
  handle(statistics, (ctx, { query }) => listStatistics(ctx, query)),
  handleFile(exportStatistics, (ctx, { query }) => exportList(ctx, statisticsSheet, query)),
  handle(proxy.listProxies, (ctx, { query }) => listProxies(ctx, query)),
  handle(proxy.giveProxy, (ctx, { body }) => giveProxy(ctx, body)),
  handle(proxy.endProxy, (ctx, { params, body }) => endProxy(ctx, { ...params, ...body })),
  handle(talk.commentOnRequest, async (ctx, { params, body }) => {
    await commentOnRequest(ctx, { ...params, ...body })
    return readRequestPage(ctx, params.id)
  }),
]
