import { useMemo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { TreeOrganisation } from '../../../../kernel/org/contract.ts'
import { LifeChip } from '../../../../kernel/org/web/life-chip.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { usePhone } from '../../../../kernel/web/use-media.ts'

/** What the tree tells of each organisation; on a phone its name and stage. */
export function useTreeColumns(): Column<TreeOrganisation>[] {
  const { t, formats } = useWords()
  const phone = usePhone()
  const columns = useMemo<Column<TreeOrganisation>[]>(
    () => [
      {
        key: 'name',
        title: t('establishment.registry.name'),
        ...(phone ? {} : { width: 380 }),
        render: (row) => <OrgTag organisation={row} />,
      },
      {
        key: 'code',
        title: t('establishment.registry.code'),
        width: 120,
        render: ({ code }) => <span className="number">{code}</span>,
      },
      {
        key: 'kind',
        title: t('establishment.registry.kind'),
        width: 140,
        render: ({ kind }) => t(`web.org_kind.${kind}`),
      },
      {
        key: 'life',
        title: t('establishment.registry.life'),
        width: 120,
        render: ({ life }) => <LifeChip life={life} plain />,
      },
      {
        key: 'head',
        title: t('establishment.registry.head'),
        width: 140,
        render: ({ head }) => head && <PersonTag person={head} bare />,
      },
      {
        key: 'children',
        title: t('establishment.registry.children'),
        width: 168,
        align: 'end',
        render: ({ children }) =>
          children > 0 ? <span className="number">{formats.number(children)}</span> : null,
      },
    ],
    [t, formats, phone],
  )
  return useMemo(
    () => (phone ? columns.filter(({ key }) => key === 'name' || key === 'life') : columns),
    [columns, phone],
  )
}
