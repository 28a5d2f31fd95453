import { usePermissionGroups, usePermissionWord } from '../../../access/web/use-permission-words.ts'
import { useRoleTitle } from '../../../access/web/use-role-name.ts'
import { useWords } from '../../../language/web/words.tsx'
import { TrailOf } from '../../../trail/web/trail-of.tsx'
import { useGo, useParam } from '../../../web/navigation.ts'
import { EmptyState } from '../../../web/pieces/empty-state.tsx'
import { GoButton } from '../../../web/pieces/go-button.tsx'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { RecordPage } from '../../../web/record/record-page.tsx'
import { useCall } from '../../../web/use-call.ts'
import { useSave } from '../../../web/use-save.ts'
import { listRoles, removeRole, type ShownRole } from '../../role/contract.ts'
import './roles.css'

/** One role: what it gives, and whether it can be changed. */
export function RolePage() {
  const key = useParam('key')
  const roles = useCall(listRoles)
  return (
    <Loaded of={roles}>
      {({ items, org_id }) => {
        const role = items.find((one) => one.key === key)
        return role ? <Role role={role} chain={org_id} /> : <NoRole />
      }}
    </Loaded>
  )
}

export function NoRole() {
  const { t } = useWords()
  return (
    <EmptyState
      page
      kind="missing"
      title={t('administration.roles.gone')}
      action={<GoButton to="/administration/roles">{t('administration.roles.title')}</GoButton>}
    />
  )
}

function Role({ role, chain }: { role: ShownRole; chain: string }) {
  const { t } = useWords()
  const go = useGo()
  const title = useRoleTitle()(role)
  const { save } = useSave(removeRole, {
    onDone: () => go('/administration/roles', { replace: true }),
  })
  const remove = () => save({ params: { key: role.key }, body: { version: role.version } })
  return (
    <RecordPage
      title={title}
      state={
        role.builtin
          ? { tone: 'closed', word: t('administration.roles.builtin') }
          : { tone: 'done', word: t('administration.roles.custom') }
      }
      meta={{
        holders: t('administration.roles.holders', { count: role.holders }),
        gives: t('administration.roles.gives', { count: role.permissions.length }),
      }}
      can={role.can}
      actions={[
        {
          key: 'update',
          word: t('administration.roles.edit'),
          to: `/administration/roles/${role.key}/edit`,
        },
        {
          key: 'remove',
          word: t('administration.roles.remove'),
          danger: true,
          question: {
            title: t('administration.roles.remove_title', { title }),
            text: t('administration.roles.remove_text'),
            verb: t('administration.roles.remove'),
            danger: true,
          },
          run: remove,
        },
      ]}
      notice={role.builtin && <p className="muted">{t('administration.roles.builtin_text')}</p>}
      sections={[
        {
          id: 'gives',
          title: t('administration.roles.gives_title'),
          content: <Gives permissions={role.permissions} />,
        },
        {
          id: 'holders',
          title: t('administration.roles.holders_title'),
          count: role.holders,
          content: (
            <GoButton to={`/administration/assignments?role=${role.key}`}>
              {t('administration.roles.see_holders')}
            </GoButton>
          ),
        },
      ]}
      timeline={
        !role.builtin && (
          <TrailOf org_id={chain} subject_type="role" subject_id={role.key.slice('role_'.length)} />
        )
      }
    />
  )
}

function Gives({ permissions }: { permissions: string[] }) {
  const word = usePermissionWord()
  const groups = usePermissionGroups()
  return (
    <div className="role-gives">
      {groups(permissions).map((group) => (
        <div key={group.part}>
          <h3>{group.title}</h3>
          <ul>
            {group.permissions.map((permission) => (
              <li key={permission}>{word(permission)}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
