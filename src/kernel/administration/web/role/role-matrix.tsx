import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { usePermissionGroups, usePermissionWord } from '../../../access/web/use-permission-words.ts'
import { useRoleTitle } from '../../../access/web/use-role-name.ts'
import { useWords } from '../../../language/web/words.tsx'
import { useClearing } from '../../../web/pieces/clearing.tsx'
import type { ShownRole } from '../../role/contract.ts'

type Props = { roles: ShownRole[]; permissions: string[] }

/** Role × permission, grouped by part; the heads and the permissions' names stay in view. */
export function RoleMatrix({ roles, permissions }: Props) {
  const { t } = useWords()
  const clearing = useClearing()
  const title = useRoleTitle()
  const word = usePermissionWord()
  const groups = usePermissionGroups()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const given = new Map(roles.map((role) => [role.key, new Set(role.permissions)]))
  const shown = groups(permissions)
    .map((group) => ({
      ...group,
      permissions: group.permissions.filter(
        (one) => wanted === '' || `${group.title} ${word(one)} ${one}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter((group) => group.permissions.length > 0)
  return (
    <>
      <Input.Search
        allowClear={clearing}
        className="roles-search no-print"
        placeholder={t('access.permissions_picker.search')}
        aria-label={t('access.permissions_picker.search')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <section className="role-matrix card" aria-label={t('administration.roles.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('administration.roles.permission')}</th>
              {roles.map((role) => (
                <th key={role.key} scope="col">
                  <Link to={`/administration/roles/${role.key}` as string}>{title(role)}</Link>
                  <span className="faint number">
                    {t('administration.roles.holders', { count: role.holders })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          {shown.map((group) => (
            <tbody key={group.part}>
              <tr className="role-part">
                <th scope="rowgroup">{group.title}</th>
                <td colSpan={roles.length} />
              </tr>
              {group.permissions.map((permission) => (
                <tr key={permission}>
                  <th scope="row" title={permission}>
                    {word(permission)}
                  </th>
                  {roles.map(({ key }) => (
                    <td key={key}>
                      {given.get(key)?.has(permission) && <Given word={t('administration.roles.yes')} />}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {shown.length === 0 && <p className="faint">{t('access.permissions_picker.none')}</p>}
    </>
  )
}

function Given({ word }: { word: string }) {
  return (
    <>
      <svg className="role-given" viewBox="0 0 12 12" aria-hidden="true">
        <path
          d="m2 6.4 2.6 2.5L10 3.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
      <span className="visually-hidden">{word}</span>
    </>
  )
}
