import type { ApplicationPage } from '../../application/contract.ts'
import type { ReviewSheet } from '../../application/review/contract.ts'
import { SheetForm } from './sheet-form.tsx'
import { SheetRead } from './sheet-read.tsx'
import './sheet.css'

type Props = { application: ApplicationPage; sheet: ReviewSheet }

/** The review of the five conditions: written by the reviewer while it is open, read by everybody else. */
export function ReviewSection({ application, sheet }: Props) {
  return application.can.includes('score') ? (
    <SheetForm application={application} sheet={sheet} />
  ) : (
    <SheetRead application={application} sheet={sheet} />
  )
}
