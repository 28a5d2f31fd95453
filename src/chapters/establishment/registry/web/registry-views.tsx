import { ApartmentOutlined, EnvironmentOutlined, TableOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import './registry.css'

const ways = [
  { key: 'table', to: '/organisations', icon: <TableOutlined aria-hidden="true" /> },
  { key: 'tree', to: '/organisations/tree', icon: <ApartmentOutlined aria-hidden="true" /> },
  { key: 'map', to: '/organisations/map', icon: <EnvironmentOutlined aria-hidden="true" /> },
] as const

/** The same organisations as a table, as a tree, on the map. */
export function RegistryViews({ here }: { here: (typeof ways)[number]['key'] }) {
  const { t } = useWords()
  return (
    <nav className="registry-views no-print" aria-label={t('establishment.registry.views.label')}>
      {ways.map(({ key, to, icon }) => (
        <Link
          key={key}
          to={to as string}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={key === here ? 'page' : undefined}
        >
          {icon}
          <span>{t(`establishment.registry.views.${key}`)}</span>
        </Link>
      ))}
    </nav>
  )
}
