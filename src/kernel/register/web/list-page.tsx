import { PlusOutlined } from '@ant-design/icons'
import { useWords } from '../../language/web/words.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { usePageTitle } from '../../web/page-title.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useMay } from '../../web/session.tsx'
import type { Register } from '../contract.ts'
import { StandingChip } from './ends.tsx'
import { RecordFacts } from './facts.tsx'
import type { Row } from './row.ts'
import { useFilters } from './use-filters.ts'
import { useValues } from './value.tsx'

type Props = { register: Register }

/** The records of a register within reach. */
export function RegisterListPage({ register }: Props) {
  const { t } = useWords()
  const { name, title, path, purpose, endpoints } = register
  usePageTitle(t(title))
  const add = useMay()(`${name}.edit`) && (
    <GoButton type="primary" to={`/${path}/new`} icon={<PlusOutlined aria-hidden="true" />}>
      {t(register.add)}
    </GoButton>
  )
  return (
    <ListPage
      name={name}
      title={t(title)}
      endpoint={endpoints.list}
      sheet={endpoints.export}
      columns={useColumns(register)}
      to={({ id }) => `/${path}/${id}`}
      searchHint={t('register.list.search')}
      filters={useFilters(register)}
      preview={(row) => <RecordFacts register={register} row={row} />}
      create={add}
      empty={{ title: t('register.list.empty'), text: t(purpose), action: add }}
    />
  )
}

function useColumns(register: Register): Column<Row>[] {
  const { t } = useWords()
  const { fields, label, list, sorts } = register
  const { show } = useValues(register)
  const own = list.map((key): Column<Row> => {
    const field = fields[key]
    const width = field?.kind === 'day' || field?.kind === 'whole' ? 128 : key === label ? undefined : 160
    return {
      key,
      title: field ? t(field.title) : key,
      render: (row) => show(row, key),
      ...(width === undefined ? {} : { width }),
      ...(field?.kind === 'whole' ? { align: 'end' as const } : {}),
      ...(sorts.includes(key) ? { sort: key } : {}),
      ...(key === label ? { card: 'title' as const } : {}),
    }
  })
  // How it stands is said right behind what it is called.
  const called = list.indexOf(label) + 1
  return [
    {
      key: 'organisation',
      title: t('register.list.organisation'),
      width: 160,
      render: ({ organisation }) => <OrgTag plain organisation={organisation} />,
    },
    ...own.slice(0, called),
    {
      key: 'standing',
      title: t('register.list.standing'),
      width: 150,
      card: 'chip',
      render: (row) => <StandingChip plain register={register} row={row} />,
    },
    ...own.slice(called),
    {
      key: 'updated_at',
      title: t('register.list.updated'),
      width: 130,
      optional: true,
      render: ({ updated_at }) => <When at={updated_at} table />,
    },
  ]
}
