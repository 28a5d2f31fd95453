import { Ecc, QrCode } from '@rc-component/qrcode/lib/libs/qrcodegen.js'
import { ImageRun, type IParagraphOptions, Paragraph } from 'docx'
import { translate } from '../../language/translate.ts'
import type { OfficialDocument } from './official-document.ts'
import { writePng } from './png.ts'

/** Points of the picture for each module, and modules left blank around: without them no camera finds it. */
const scale = 6
const blank = 4
/** 24 mm at 96 points to the inch. */
const printed = Math.round((24 * 96) / 25.4)

/** An address as a picture that a phone reads. */
export function drawQrCode(address: string): Buffer {
  const code = QrCode.encodeText(address, Ecc.MEDIUM)
  const side = (code.size + 2 * blank) * scale
  const at = (point: number) => Math.floor(point / scale) - blank
  return writePng({
    ...{ width: side, height: side, points: 'grey' },
    rowAt: (y) => Uint8Array.from({ length: side }, (_, x) => (code.getModule(at(x), at(y)) ? 0 : 255)),
  })
}

/** The way to the check, for whoever has a phone; in words it stands beside. */
export function layOutQrCode(
  { check_link, layout, language = 'zh-CN' }: OfficialDocument,
  options: IParagraphOptions,
): Paragraph[] {
  if (!check_link) return []
  const name = translate(layout === 'english' ? 'en' : language, 'documents.layout.qr_code')
  const picture = new ImageRun({
    ...{ type: 'png', data: drawQrCode(check_link) },
    transformation: { width: printed, height: printed },
    altText: { name, title: name, description: name },
  })
  return [new Paragraph({ ...options, children: [picture] })]
}
