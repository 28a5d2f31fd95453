import { Button } from 'antd'
import { useWords } from '../../../language/web/words.tsx'

/** What was done, and the way back. */
export function UndoButton({ word, onUndo }: { word: string; onUndo: () => void }) {
  const { t } = useWords()
  return (
    <span>
      {word}{' '}
      <Button type="link" size="small" onClick={onUndo}>
        {t('approvals.canvas.undo')}
      </Button>
    </span>
  )
}
