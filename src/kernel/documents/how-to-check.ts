import { translate } from '../language/translate.ts'
import { printedCode } from './door/printed-code.ts'
import type { OfficialDocument } from './layout/official-document.ts'

type Printed = Pick<OfficialDocument, 'layout' | 'language' | 'number'>

/** What a document says about where and with which code it is checked: in words, and as the link its QR code holds. */
export function howToCheck(base_url: string, document: Printed, secret: string) {
  const { layout, language = 'zh-CN', number } = document
  const spoken = layout === 'english' ? 'en' : language
  const url = `${base_url}/public/documents`
  const code = printedCode(secret)
  return {
    verification: translate(spoken, 'documents.layout.verification', { url, code }),
    check_link: `${url}?${new URLSearchParams({ number, code })}`,
  }
}
