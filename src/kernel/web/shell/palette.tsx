import { SearchOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { type Command, useCommands } from '../commands.ts'
import { useFound } from './palette-search.ts'
import './palette.css'

type Props = { open: boolean; onClose: () => void }

/** Ctrl/⌘ K: go anywhere, do what the page can do, find any record one may see. */
export function Palette({ open, onClose }: Props) {
  const { t } = useWords()
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={<span className="visually-hidden">{t('web.palette.label')}</span>}
      footer={null}
      closable={false}
      width={600}
      destroyOnHidden
      className="palette-modal"
      transitionName=""
      maskTransitionName=""
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  )
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { found, searching } = useFound(text)
  const commands = matching(useCommands(), text)
  const all = [...commands, ...found]
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const current = Math.min(at, all.length - 1)

  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })

  const choose = (command: Command) => {
    onClose()
    command.run()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && all.length > 0) {
      event.preventDefault()
      setAt((current + step + all.length) % all.length)
    }
    const command = all[current]
    if (event.key === 'Enter' && command) choose(command)
  }

  return (
    <div className="palette">
      <label className="palette-field">
        <SearchOutlined aria-hidden="true" />
        <span className="visually-hidden">{t('web.palette.label')}</span>
        <input
          ref={field}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
          placeholder={t('web.palette.placeholder')}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={all[current] ? `${listId}-${current}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
        />
        <kbd>Esc</kbd>
      </label>
      <div
        className="palette-list"
        role="listbox"
        tabIndex={-1}
        id={listId}
        ref={list}
        aria-label={t('web.palette.label')}
      >
        {all.map((command, index) => (
          <div
            key={command.key}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            onKeyDown={onKey}
            aria-selected={index === current}
            className={index === commands.length && commands.length > 0 ? 'is-first-found' : undefined}
            onMouseMove={() => setAt(index)}
            onClick={() => choose(command)}
          >
            {command.icon}
            <span className="palette-title">{command.title}</span>
            {command.hint && <span className="palette-hint">{command.hint}</span>}
          </div>
        ))}
      </div>
      <p className="palette-foot" role="status">
        {searching
          ? t('web.palette.searching')
          : all.length === 0
            ? t('web.palette.nothing', { text })
            : t('web.palette.keys')}
      </p>
    </div>
  )
}

/** Every word typed occurs in title, hint or further words; titles that begin with it come first. */
function matching(commands: readonly Command[], text: string): Command[] {
  const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const hay = (command: Command) =>
    `${command.title} ${command.hint ?? ''} ${command.words ?? ''}`.toLowerCase()
  const rank = (command: Command) => (command.title.toLowerCase().startsWith(wanted[0] ?? '') ? 0 : 1)
  const matched = commands.filter((command) => wanted.every((word) => hay(command).includes(word)))
  return wanted.length === 0 ? matched : matched.sort((a, b) => rank(a) - rank(b)).slice(0, 12)
}
