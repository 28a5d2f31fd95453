import { useRoleName } from '../../access/web/use-role-name.ts'
import { useWords } from '../../language/web/words.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import type { HeldRole } from '../contract.ts'
import { useSpan } from './use-span.ts'
import './people.css'

/** Roles held within reach, each with where it holds and since when. */
export function RoleList({ roles }: { roles: HeldRole[] }) {
  const { t, language } = useWords()
  const roleName = useRoleName()
  const span = useSpan()
  if (roles.length === 0) return <p className="faint">{t('people.people.roles_none')}</p>
  return (
    <ul className="people-roles">
      {roles.map((role) => (
        <li
          key={`${role.role_key} ${role.organisation.id} ${role.starts_on}`}
          className={role.holds === 'past' ? 'is-past' : undefined}
        >
          <strong>
            {role.builtin ? roleName(role.role_key) : language === 'en' ? role.title_en : role.title}
          </strong>
          <OrgTag organisation={role.organisation} />
          {role.with_subtree && <span className="faint">{t('people.people.with_subtree')}</span>}
          {role.source === 'appointment' && (
            <span className="faint">{t('people.people.by_appointment')}</span>
          )}
          <span className="people-span number">{span(role)}</span>
        </li>
      ))}
    </ul>
  )
}
