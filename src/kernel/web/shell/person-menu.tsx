import {
  DesktopOutlined,
  DownOutlined,
  LogoutOutlined,
  MoonOutlined,
  SunOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useGo } from '../navigation.ts'
import { usePersonName } from '../pieces/person-tag.tsx'
import { useSession } from '../session.tsx'
import { type Appearance, useAppearance } from '../theme/appearance.tsx'

const appearances: [Appearance, ReactNode][] = [
  ['light', <SunOutlined aria-hidden="true" key="light" />],
  ['dark', <MoonOutlined aria-hidden="true" key="dark" />],
  ['system', <DesktopOutlined aria-hidden="true" key="system" />],
]

/** Who I am: my account, light or dark, the keys, signing out. */
export function PersonMenu({ onSignOut, onKeys }: { onSignOut: () => void; onKeys: () => void }) {
  const { t } = useWords()
  const session = useSession()
  const { appearance, setAppearance } = useAppearance()
  const go = useGo()
  const name = usePersonName()(session)
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectedKeys: [appearance],
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <span className="person-menu-who">
                <strong>{name}</strong>
                <span>{session.organisation?.name}</span>
                <span>{session.email}</span>
              </span>
            ),
          },
          { type: 'divider' },
          {
            key: 'account',
            icon: <UserOutlined aria-hidden="true" />,
            label: t('web.shell.my_account'),
            onClick: () => go('/account'),
          },
          {
            key: 'appearance',
            type: 'group',
            label: t('web.shell.appearance'),
            children: appearances.map(([one, icon]) => ({
              key: one,
              icon,
              label: t(`web.appearance.${one}`),
              onClick: () => setAppearance(one),
            })),
          },
          { type: 'divider' },
          { key: 'keys', icon: <kbd>?</kbd>, label: t('web.keys.title'), onClick: onKeys },
          {
            key: 'out',
            icon: <LogoutOutlined aria-hidden="true" />,
            label: t('web.shell.sign_out'),
            onClick: onSignOut,
          },
        ],
      }}
    >
      <button type="button" className="plain-button person-button">
        <span className="person-tag-ring" aria-hidden="true">
          {[...name][0]}
        </span>
        <span className="person-button-name">{name}</span>
        <span className="visually-hidden">{t('web.shell.person')}</span>
        <DownOutlined className="person-button-arrow" aria-hidden="true" />
      </button>
    </Dropdown>
  )
}
