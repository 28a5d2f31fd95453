import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useClearing } from '../../web/pieces/clearing.tsx'
import { usePermissionGroups, usePermissionWord } from './use-permission-words.ts'
import './permission-picker.css'

type Props = {
  id?: string
  value?: string[]
  onChange?: (permissions: string[]) => void
  /** What may be chosen. */
  options: readonly string[]
}

/** Permissions by part, each part with a box for all of it; found by typing. For use inside `Field`. */
export function PermissionPicker({ id, value = [], onChange, options }: Props) {
  const { t } = useWords()
  const clearing = useClearing()
  const word = usePermissionWord()
  const groups = usePermissionGroups()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const shown = groups(options)
    .map((group) => ({
      ...group,
      permissions: group.permissions.filter(
        (one) => wanted === '' || `${group.title} ${word(one)} ${one}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ permissions }) => permissions.length > 0)
  const set = (some: string[], on: boolean) =>
    onChange?.(on ? [...new Set([...value, ...some])] : value.filter((one) => !some.includes(one)))
  return (
    <div className="permission-picker">
      <Input
        {...(id ? { id } : {})}
        allowClear={clearing}
        value={text}
        placeholder={t('access.permissions_picker.search')}
        aria-label={t('access.permissions_picker.search')}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="faint" role="status">
        {t('access.permissions_picker.chosen', { count: value.length })}
      </p>
      {shown.map(({ part, title, permissions }) => {
        const chosen = permissions.filter((one) => value.includes(one)).length
        return (
          <fieldset key={part}>
            <legend>
              <Checkbox
                checked={chosen === permissions.length}
                indeterminate={chosen > 0 && chosen < permissions.length}
                onChange={({ target }) => set(permissions, target.checked)}
              >
                <strong>{title}</strong>
              </Checkbox>
            </legend>
            <div className="permission-boxes">
              {permissions.map((one) => (
                <Checkbox
                  key={one}
                  checked={value.includes(one)}
                  onChange={({ target }) => set([one], target.checked)}
                >
                  {word(one)}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        )
      })}
      {shown.length === 0 && <p className="faint">{t('access.permissions_picker.none')}</p>}
    </div>
  )
}
