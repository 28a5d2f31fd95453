import { confideFiles } from '../files/confide.ts'
import { handle, handleFile, handleUpload, type Route } from '../http/mount.ts'
import { exportList } from '../sheet/serve.ts'
import { checkHash } from './check.ts'
import { contentOf } from './content.ts'
import * as contract from './contract.ts'
import { getIssuedDocument, getMaking, listIssuedDocuments, readIssuedFile } from './read.ts'
import { documentSheet } from './sheet.ts'
import { verifyDocument } from './verify.ts'

// By the id of its file as by its own: whoever may read the document.
confideFiles('issued_document', (ctx, { org_id }) => ctx.may('documents.document.read', org_id))

export const routes: Route[] = [
  handle(contract.listIssuedDocuments, (ctx, { query }) => listIssuedDocuments(ctx, query)),
  handleFile(contract.exportIssuedDocuments, (ctx, { query }) => exportList(ctx, documentSheet, query)),
  handle(contract.readIssuedDocument, (ctx, { params }) => getIssuedDocument(ctx, params.id)),
  handle(contract.readDocumentContent, async (ctx, { params }) =>
    contentOf((await getMaking(ctx, params.id)).snapshot),
  ),
  handleFile(contract.downloadIssuedDocument, (ctx, { params }) => readIssuedFile(ctx, params.id)),
  handle(contract.verifyIssuedDocument, (ctx, { params }) => verifyDocument(ctx, params.id)),
  handle(contract.checkHash, (ctx, { params }) => checkHash(ctx, params.sha256)),
  handleUpload(contract.checkFile, (ctx, { file }) => checkHash(ctx, file.sha256), {
    untrailed: 'the file is compared and not kept',
  }),
]
