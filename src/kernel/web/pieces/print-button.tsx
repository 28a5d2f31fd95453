import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'

/** Prints the page as its print rules lay it out. */
export function PrintButton() {
  const { t } = useWords()
  return (
    <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()} className="no-print">
      {t('web.pieces.print')}
    </Button>
  )
}
