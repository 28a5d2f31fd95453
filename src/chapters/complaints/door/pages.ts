import type { PublicPage } from '../../../kernel/pages/public-page.ts'
import { chooseOrganisation } from './choose.ts'
import { askFormAgain, receiveForm, rewordForm, showForm } from './complain.ts'
import { askAgain, askForCode, rewordTracking, track } from './track.ts'

/** The customer's door: plain pages, no account. */
export const pages: PublicPage[] = [
  { method: 'GET', path: '/public/complaints', work: chooseOrganisation },
  { method: 'GET', path: '/public/complaints/at/:code', work: showForm, again: chooseOrganisation },
  {
    ...{ method: 'POST', path: '/public/complaints/at/:code', work: receiveForm },
    ...{ again: askFormAgain, reworded: rewordForm },
  },
  { method: 'GET', path: '/public/complaints/track', work: askForCode },
  {
    ...{ method: 'POST', path: '/public/complaints/track', work: track },
    ...{ again: askAgain, reworded: rewordTracking },
  },
]
