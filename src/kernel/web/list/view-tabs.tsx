import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Input, type InputRef, Popover } from 'antd'
import { useRef, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { UrlSearch } from '../url-search.ts'
import { sameFilters, type View } from './filter.ts'
import './view-tabs.css'

type Props = {
  views: View[]
  saved: View[]
  current: UrlSearch
  save: (title: string, filters: UrlSearch) => void
  remove: (key: string) => void
}

/** Saved views as tabs: each is a link with its filters, the reader's own ones can be added and removed. */
export function ViewTabs({ views, saved, current, save, remove }: Props) {
  const { t } = useWords()
  const whole = views.some(({ filters }) => sameFilters(filters, {}))
  const all: View[] = [...(whole ? [] : [{ key: 'all', title: t('web.list.all'), filters: {} }]), ...views]
  const isHere = (view: View) => sameFilters(view.filters, current)
  const named = [...all, ...saved].some(isHere)
  return (
    <nav className="view-tabs" aria-label={t('web.list.views')}>
      <ul>
        {all.map((view) => (
          <Tab key={view.key} view={view} here={isHere(view)} />
        ))}
        {saved.map((view) => (
          <Tab key={view.key} view={view} here={isHere(view)} remove={() => remove(view.key)} />
        ))}
        {!named && (
          <li>
            <SaveView save={(title) => save(title, current)} />
          </li>
        )}
      </ul>
    </nav>
  )
}

function Tab({ view, here, remove }: { view: View; here: boolean; remove?: () => void }) {
  const { t } = useWords()
  return (
    <li className={`view-tab${here ? ' is-here' : ''}`}>
      <Link to="." search={view.filters as never} aria-current={here ? 'page' : undefined}>
        {view.title}
      </Link>
      {remove && here && (
        <button
          type="button"
          className="plain-button"
          aria-label={t('web.list.remove_view', { title: view.title })}
          onClick={remove}
        >
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

function SaveView({ save }: { save: (title: string) => void }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const field = useRef<InputRef>(null)
  const done = () => {
    if (title.trim() === '') return
    save(title.trim())
    setTitle('')
    setOpen(false)
  }
  const content = (
    <div className="view-save">
      <Input
        ref={field}
        value={title}
        maxLength={60}
        aria-label={t('web.list.view_name')}
        placeholder={t('web.list.view_name')}
        onChange={({ target }) => setTitle(target.value)}
        onPressEnter={done}
      />
      <Button type="primary" disabled={title.trim() === ''} onClick={done}>
        {t('web.list.save')}
      </Button>
    </div>
  )
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(shown) => shown && field.current?.focus()}
      trigger="click"
      placement="bottomLeft"
      content={content}
    >
      <Button type="text" size="small" icon={<PlusOutlined aria-hidden="true" />}>
        {t('web.list.save_view')}
      </Button>
    </Popover>
  )
}
