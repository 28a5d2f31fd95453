import { Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { isMac, useKnownKeys } from '../keys.ts'
import './keys-help.css'

/** `?`: every key that works on this page. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords()
  // What works comes before what would.
  const known = useKnownKeys().toSorted(
    (one, other) => Number(one.hint ?? false) - Number(other.hint ?? false),
  )
  const seen = new Set<string>()
  const shown = known.filter(({ keys, word }) => word !== '' && !seen.has(keys) && seen.add(keys))
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('web.keys.title')} width={480}>
      <dl className="keys-help">
        {shown.map(({ keys, word }) => (
          <div key={keys}>
            <dt>
              {keys.split(/[ +]/).map((key) => (
                <kbd key={key}>{signOf(key)}</kbd>
              ))}
            </dt>
            <dd>{word}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

const signs: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  shift: '⇧',
}

function signOf(key: string): string {
  if (key === 'mod') return isMac() ? '⌘' : 'Ctrl'
  return signs[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
