import { App } from 'antd'
import { useCallback } from 'react'
import { useWords } from '../../language/web/words.tsx'
import './obstacles.css'

/** Something still missing, and the way to it. */
export type Obstacle = { key: string; message: string; lead?: (() => void) | undefined }

/** What stands in the way of a step, told before anything is asked: each line leads to where it is put right. */
export function useObstacles(): (title: string, obstacles: readonly Obstacle[]) => void {
  const { modal } = App.useApp()
  const { t } = useWords()
  return useCallback(
    (title, obstacles) => {
      const dialog = modal.warning({
        title,
        icon: null,
        okText: t('web.confirm.understood'),
        content: <ObstacleList obstacles={obstacles} onLead={() => dialog.destroy()} />,
      })
    },
    [modal, t],
  )
}

export function ObstacleList({ obstacles, onLead }: { obstacles: readonly Obstacle[]; onLead?: () => void }) {
  return (
    <ul className="obstacles">
      {obstacles.map(({ key, message, lead }) => (
        <li key={key}>
          {lead ? (
            <button
              type="button"
              onClick={() => {
                onLead?.()
                // After the dialog has given the focus back.
                setTimeout(lead)
              }}
            >
              {message}
            </button>
          ) : (
            message
          )}
        </li>
      ))}
    </ul>
  )
}

/** Scrolls to a part of the page and puts the focus into its first field. */
export function leadTo(selector: string): void {
  const part = document.querySelector(selector)
  if (!part) return
  part.scrollIntoView({ block: 'center' })
  const fields = 'input:not([type=hidden]), textarea, select, button, a[href]'
  const field = part.matches(fields) ? part : part.querySelector(fields)
  if (field instanceof HTMLElement) field.focus({ preventScroll: true })
}
