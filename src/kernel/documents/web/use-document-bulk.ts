import { App } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { CallProblem } from '../../web/call-problem.ts'
import { fetchFile, saveFile } from '../../web/fetch-file.ts'
import type { BulkAction } from '../../web/list/bulk-bar.tsx'
import { useProblemText } from '../../web/pieces/problem-text.ts'
import { downloadIssuedDocument, type IssuedDocument } from '../contract.ts'

/** What can be done with several documents at once: their files, one after another; one that is refused stops none. */
export function useDocumentBulk(): BulkAction<IssuedDocument>[] {
  const { t } = useWords()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const download = async ({ id, number }: IssuedDocument) => {
    try {
      saveFile(await fetchFile(downloadIssuedDocument, { params: { id } }))
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      message.error(t('documents.list.download_failed', { number, reason: problemText(error) }))
    }
  }
  const run = async (documents: IssuedDocument[]) => {
    for (const document of documents) await download(document)
  }
  return [{ key: 'download', word: t('documents.document.download'), run }]
}
