import type { PublicPage } from '../../pages/public-page.ts'
import { askAgain, askForPaper, checkPaper, rewordPaper } from './check-paper.ts'

/** Where whoever holds a paper of the company has it checked; no account. */
export const pages: PublicPage[] = [
  { method: 'GET', path: '/public/documents', work: askForPaper },
  { method: 'POST', path: '/public/documents', work: checkPaper, again: askAgain, reworded: rewordPaper },
]
