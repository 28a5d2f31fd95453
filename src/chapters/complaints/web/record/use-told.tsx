import { useCallback } from 'react'
import { downloadFile } from '../../../../kernel/files/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { TrailEntryShown } from '../../../../kernel/trail/contract.ts'
import { fileUrl } from '../../../../kernel/web/call.ts'
import type { TimelineEntry } from '../../../../kernel/web/pieces/timeline.tsx'
import type { ComplaintPage } from '../../complaint/contract.ts'

/**
 * The trail names files by their hash, for a name may say who the customer is. Whoever sees a file on the page is told
 * its name; where nobody does any more, or not this reader, that is said. The hash stands in the trail's own page.
 */
export function useTold({ files }: Pick<ComplaintPage, 'files'>) {
  const { t } = useWords()
  return useCallback(
    (entry: TimelineEntry, { diff }: TrailEntryShown): TimelineEntry => {
      const sha256 = diff?.sha256?.[1]
      if (sha256 === undefined) return entry
      const file = files.find((one) => one.sha256 === sha256)
      const to = file ? (
        <a href={fileUrl(downloadFile, { params: { id: file.id } })}>{file.name}</a>
      ) : (
        t('complaints.page.file_unnamed')
      )
      return { ...entry, diff: [{ field: t('complaints.trail_fields.file'), from: undefined, to }] }
    },
    [files, t],
  )
}
