import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { Html, html } from './html.ts'

/** As many files as one form may bring. */
export const mostFiles = 5

/** What one form takes, for a sentence that says so. */
export const limitsOf = ({ app }: Ctx) => ({ most: mostFiles, limit: app.configuration.MAX_UPLOAD_MB })

type Asked = {
  /** Also the name by which the files are sent. */
  id: string
  label: string
  help: string
  accepts: string
  most?: number
  required?: boolean
  /** What was wrong with the files sent last. */
  fault?: string | false
}

/** A field for files, with the words and limits by which the script of the page refuses one as soon as it is chosen. */
export function fileField(ctx: Ctx, asked: Asked): Html {
  const { id, label, help, accepts, most = mostFiles, required = false, fault = false } = asked
  const say = (key: string, params?: Record<string, unknown>) => translate(ctx.language, key, params)
  const { limit } = limitsOf(ctx)
  // Filled in by the script.
  const tooLarge = say('pages.files.too_large', { name: '{name}', size: '{size}', limit })
  const tooMany = say('pages.files.too_many', { chosen: '{chosen}', most })
  const limits = html`data-most-files="${most}" data-most-bytes="${limit * 1_000_000}" data-too-large="${tooLarge}" data-too-many="${tooMany}"`
  const marks = `${most > 1 ? ' multiple' : ''}${required ? ' required' : ''}${fault ? ' aria-invalid="true"' : ''}`
  return html`<div class="field"><label for="${id}">${label} <small>${help}</small><input type="file" id="${id}" name="${id}" accept="${accepts}"${new Html(marks)} aria-describedby="${id}-fault" ${limits}></label>
<p class="fault" id="${id}-fault" aria-live="assertive">${fault}</p><button type="button" class="quiet" hidden>${say('pages.files.leave_out')}</button></div>`
}

/** What is said of a form that brought more files. */
export const tooManyFiles = 'pages.errors.too_many_files'

/** Whether what was refused is one of the files, or their number, by the key of the sentence. */
export const isOfFiles = (key = ''): boolean => key.startsWith('files.errors.') || key === tooManyFiles
