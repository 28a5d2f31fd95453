import { useMemo } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import { Money } from '../../../../kernel/web/pieces/money.tsx'
import { OrgMark } from '../../../../kernel/web/pieces/org-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { ApplicationRow } from '../../application/contract.ts'
import { ApplicationChip } from '../state-chip.tsx'

type Words = ReturnType<typeof useWords>

export function useApplicationColumns(): Column<ApplicationRow>[] {
  const words = useWords()
  return useMemo(() => [...whatItIs(words), ...whoAndWhen(words)], [words])
}

function whatItIs({ t, language }: Words): Column<ApplicationRow>[] {
  const nameOf = ({ name, name_en }: ApplicationRow) =>
    name ? nameIn(language, { name, name_en }) : t('establishment.applications.unnamed')
  return [
    {
      key: 'number',
      title: t('establishment.applications.column.number'),
      width: 128,
      render: ({ number }) => number && <span className="number">{number}</span>,
    },
    {
      key: 'name',
      title: t('establishment.applications.column.name'),
      render: (row) => (
        <span className="application-name">
          <OrgMark kind={row.kind} /> <span className={row.name ? '' : 'faint'}>{nameOf(row)}</span>
        </span>
      ),
      card: 'title',
    },
    {
      key: 'kind',
      title: t('establishment.applications.column.kind'),
      width: 130,
      render: ({ kind }) => t(`web.org_kind.${kind}`),
      optional: true,
    },
    {
      key: 'parent',
      title: t('establishment.applications.column.parent'),
      width: 150,
      render: ({ parent_name }) => parent_name,
    },
    {
      key: 'state',
      title: t('establishment.applications.state_head'),
      width: 206,
      render: ({ state }) => <ApplicationChip state={state} plain />,
      card: 'chip',
    },
  ]
}

function whoAndWhen({ t, language }: Words): Column<ApplicationRow>[] {
  return [
    {
      key: 'org',
      title: t('establishment.applications.column.org'),
      width: 150,
      render: ({ org_name }) => org_name,
      optional: true,
    },
    {
      key: 'applicant',
      title: t('establishment.applications.column.applicant'),
      width: 104,
      render: ({ applicant }) => nameIn(language, applicant),
    },
    {
      key: 'reviewer',
      title: t('establishment.applications.column.reviewer'),
      width: 104,
      render: ({ reviewer }) => reviewer && nameIn(language, reviewer),
    },
    {
      key: 'budget',
      title: t('establishment.applications.column.budget'),
      width: 132,
      align: 'end',
      render: ({ start_up_budget, currency }) => <Money minor={start_up_budget} currency={currency} />,
    },
    {
      key: 'submitted',
      title: t('establishment.applications.column.submitted'),
      width: 116,
      render: ({ submitted_at }) => submitted_at && <When at={submitted_at} table />,
    },
    {
      key: 'review_due',
      title: t('establishment.applications.column.review_due'),
      width: 100,
      render: ({ review_due_at }) => review_due_at && <When at={review_due_at} table />,
      optional: true,
    },
    {
      key: 'created',
      title: t('establishment.applications.column.created'),
      width: 100,
      render: ({ created_at }) => <When at={created_at} table />,
      optional: true,
    },
  ]
}
