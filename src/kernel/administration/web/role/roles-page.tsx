import { useRoleTitle } from '../../../access/web/use-role-name.ts'
import { useWords } from '../../../language/web/words.tsx'
import { ShortList, ShortRow } from '../../../web/list/short-list.tsx'
import { usePageTitle } from '../../../web/page-title.ts'
import { GoButton } from '../../../web/pieces/go-button.tsx'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { useCall } from '../../../web/use-call.ts'
import { usePhone } from '../../../web/use-media.ts'
import { listRoles, type ShownRole } from '../../role/contract.ts'
import { RoleMatrix } from './role-matrix.tsx'
import './roles.css'

/** What every role gives, as one table; on a phone role by role. */
export function RolesPage() {
  const { t } = useWords()
  const phone = usePhone()
  const roles = useCall(listRoles)
  usePageTitle(t('administration.roles.title'))
  return (
    <div className="roles">
      <header className="roles-head">
        <div>
          <h1>{t('administration.roles.title')}</h1>
          <p className="muted">{t('administration.roles.intro')}</p>
        </div>
        {roles.data?.can.includes('create') && (
          <GoButton type="primary" to="/administration/roles/new">
            {t('administration.roles.make')}
          </GoButton>
        )}
      </header>
      <Loaded of={roles} kind="rows" rows={8}>
        {({ items, permissions }) =>
          phone ? <RoleList roles={items} /> : <RoleMatrix roles={items} permissions={permissions} />
        }
      </Loaded>
      <section className="card roles-rules" aria-labelledby="roles-rules">
        <h2 id="roles-rules">{t('administration.roles.rules')}</h2>
        <p className="muted">{t('administration.roles.rules_text')}</p>
        <ul>
          <li>{t('access.rules.auditor_operates')}</li>
          <li>{t('access.rules.administrator_decides')}</li>
        </ul>
      </section>
    </div>
  )
}

function RoleList({ roles }: { roles: ShownRole[] }) {
  const { t } = useWords()
  const title = useRoleTitle()
  const groups = [
    { id: 'custom', word: t('administration.roles.custom'), some: roles.filter(({ builtin }) => !builtin) },
    { id: 'builtin', word: t('administration.roles.builtin'), some: roles.filter(({ builtin }) => builtin) },
  ]
  return groups
    .filter(({ some }) => some.length > 0)
    .map(({ id, word, some }) => (
      <ShortList key={id} id={id} title={word}>
        {some.map((role) => (
          <ShortRow key={role.key} to={`/administration/roles/${role.key}`} title={title(role)}>
            <span>{t('administration.roles.gives', { count: role.permissions.length })}</span>
            <span>{t('administration.roles.holders', { count: role.holders })}</span>
          </ShortRow>
        ))}
      </ShortList>
    ))
}
