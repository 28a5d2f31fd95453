import { App } from 'antd'
import { useState } from 'react'
import type { Endpoint } from '../../http/contract.ts'
import type { SheetFormat } from '../../sheet/contract.ts'
import { CallProblem } from '../call-problem.ts'
import { fetchFile, saveFile } from '../fetch-file.ts'
import { useProblemText } from '../pieces/problem-text.ts'
import { useMay } from '../session.tsx'
import type { PagesInput } from '../use-pages.ts'

export type Export = { running: boolean; run: (format: SheetFormat) => void }

/**
 * The list as a sheet of the server's: everything its filters find, with the columns shown where the endpoint lets
 * them be chosen. Undefined where there is none, or the reader may not take it.
 */
export function useExport(
  sheet: Endpoint | undefined,
  { params, query }: PagesInput,
  columns: string[],
): Export | undefined {
  const may = useMay()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [running, setRunning] = useState(false)
  if (!sheet || !may(sheet.guard)) return undefined
  const chosen = 'columns' in sheet.query.shape ? { columns: columns.join(',') } : {}
  const run = async (format: SheetFormat) => {
    setRunning(true)
    try {
      saveFile(await fetchFile(sheet, { params, query: { ...query, ...chosen, format } }))
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      message.error(problemText(error))
    } finally {
      setRunning(false)
    }
  }
  return { running, run: (format) => void run(format) }
}
