import { done, handle, handleFile, handleUpload, type Route } from '../../../kernel/http/mount.ts'
import { exportList } from '../../../kernel/sheet/serve.ts'
import { exportAnalysis as exportAnalysisOf, readAnalysis as readAnalysisOf } from '../analysis/contract.ts'
import { readAnalysis } from '../analysis/read.ts'
import { exportAnalysis } from '../analysis/sheet.ts'
import { compensate, extendTime, judgeUnfounded } from '../ruling/ask.ts'
import { attachFile } from './attach.ts'
import { renewCode as renewCodeOf } from './code/contract.ts'
import { renewCode } from './code/renew.ts'
import * as contract from './contract.ts'
import { acceptAnswer } from './handling/accept.ts'
import { editComplaint } from './handling/edit.ts'
import { assignComplaint, markRead } from './handling/give.ts'
import { checkMerge, mergeComplaint } from './handling/merge.ts'
import { transferComplaint } from './handling/pass-on.ts'
import { checkRemedy, closeComplaint, finishAction, keepRemedy } from './handling/remedy.ts'
import * as steps from './handling/steps.ts'
import { listComplaints } from './list.ts'
import { readOptions } from './options.ts'
import { readComplaintPage } from './page.ts'
import { receiveComplaint } from './receive.ts'
import { complaintSheet } from './sheet.ts'
import { checkMerge as checkMergeOf } from './similar/contract.ts'
import { unmaskComplainant } from './unmask.ts'

export const routes: Route[] = [
  handle(contract.listComplaints, (ctx, { query }) => listComplaints(ctx, query)),
  handleFile(contract.exportComplaints, (ctx, { query }) => exportList(ctx, complaintSheet, query)),
  handle(readAnalysisOf, (ctx, { query }) => readAnalysis(ctx, query)),
  handleFile(exportAnalysisOf, (ctx, { query }) => exportAnalysis(ctx, query)),
  handle(contract.listOptions, (ctx, { query }) => readOptions(ctx, query.on)),
  handle(contract.createComplaint, (ctx, { body }) => receiveComplaint(ctx, body), { shownOnce: true }),
  handle(contract.readComplaint, (ctx, { params }) => readComplaintPage(ctx, params.id)),
  handle(contract.editComplaint, (ctx, { params, body }) => editComplaint(ctx, { ...body, ...params })),
  handle(contract.assignComplaint, (ctx, { params, body }) =>
    done(assignComplaint(ctx, { ...body, ...params })),
  ),
  handle(contract.markRead, (ctx, { params }) => done(markRead(ctx, params))),
  handle(contract.acknowledge, (ctx, { params, body }) =>
    done(steps.acknowledge(ctx, { ...body, ...params })),
  ),
  handle(contract.investigate, (ctx, { params, body }) =>
    done(steps.investigate(ctx, { ...body, ...params })),
  ),
  handle(contract.askCustomer, (ctx, { params, body }) =>
    done(steps.askCustomer(ctx, { ...body, ...params })),
  ),
  handle(contract.hearCustomer, (ctx, { params, body }) =>
    done(steps.hearCustomer(ctx, { ...body, ...params })),
  ),
  handle(contract.tellCustomer, (ctx, { params, body }) =>
    done(steps.tellCustomer(ctx, { ...body, ...params })),
  ),
  handle(contract.propose, (ctx, { params, body }) => done(steps.propose(ctx, { ...body, ...params }))),
  handle(contract.acceptAnswer, (ctx, { params, body }) => done(acceptAnswer(ctx, { ...body, ...params }))),
  handle(contract.objectAnswer, (ctx, { params, body }) =>
    done(steps.objectAnswer(ctx, { ...body, ...params })),
  ),
  handle(contract.keepRemedy, (ctx, { params, body }) => done(keepRemedy(ctx, { ...body, ...params }))),
  handle(contract.closeComplaint, (ctx, { params, body }) =>
    done(closeComplaint(ctx, { ...body, ...params })),
  ),
  handle(contract.checkRemedy, (ctx, { params, body }) => done(checkRemedy(ctx, { ...body, ...params }))),
  handle(contract.finishAction, (ctx, { params }) => done(finishAction(ctx, params))),
  handle(contract.extendTime, (ctx, { params, body }) => done(extendTime(ctx, { ...body, ...params }))),
  handle(contract.compensate, (ctx, { params, body }) => done(compensate(ctx, { ...body, ...params }))),
  handle(contract.judgeUnfounded, (ctx, { params, body }) =>
    done(judgeUnfounded(ctx, { ...body, ...params })),
  ),
  handle(contract.reopenComplaint, (ctx, { params, body }) =>
    done(steps.reopenComplaint(ctx, { ...body, ...params })),
  ),
  handle(contract.transferComplaint, (ctx, { params, body }) =>
    done(transferComplaint(ctx, { ...body, ...params })),
  ),
  handle(checkMergeOf, (ctx, { params, query }) => checkMerge(ctx, { ...query, ...params })),
  handle(contract.mergeComplaint, (ctx, { params, body }) =>
    done(mergeComplaint(ctx, { ...body, ...params })),
  ),
  handle(contract.noteComplaint, (ctx, { params, body }) =>
    done(steps.noteComplaint(ctx, { ...body, ...params })),
  ),
  handle(contract.unmaskComplainant, (ctx, { params }) => unmaskComplainant(ctx, params.id), {
    shownOnce: true,
  }),
  handle(renewCodeOf, (ctx, { params, body }) => renewCode(ctx, { ...body, ...params }), { shownOnce: true }),
  handleUpload(contract.attachFile, (ctx, { params, file }) => attachFile(ctx, { ...params, file })),
]
