import { useMemo } from 'react'
import { nameIn } from '../../../../../kernel/language/contract.ts'
import { useWords } from '../../../../../kernel/language/web/words.tsx'
import type { Column } from '../../../../../kernel/web/list/column.ts'
import { OrgMark } from '../../../../../kernel/web/pieces/org-tag.tsx'
import { When } from '../../../../../kernel/web/pieces/when.tsx'
import type { ChangeRow } from '../../list/contract.ts'
import { ChangeChip } from '../change-chip.tsx'
import '../../../web/list/list.css'
import './changes.css'

type Words = ReturnType<typeof useWords>

export function useChangeColumns(): Column<ChangeRow>[] {
  const words = useWords()
  return useMemo(() => [...whatItIs(words), ...whoAndWhen(words)], [words])
}

function whatItIs({ t, language }: Words): Column<ChangeRow>[] {
  return [
    {
      key: 'number',
      title: t('establishment.changes.number'),
      width: 128,
      render: ({ number }) => number && <span className="number">{number}</span>,
    },
    {
      key: 'org',
      title: t('establishment.changes.org'),
      render: ({ org }) => (
        <span className="application-name">
          <OrgMark kind={org.kind} /> <span>{nameIn(language, org)}</span>
        </span>
      ),
      card: 'title',
    },
    {
      key: 'kind',
      title: t('establishment.changes.kind'),
      width: 150,
      render: ({ kind }) => t(`establishment.change.kind.${kind}`),
    },
    {
      key: 'state',
      title: t('establishment.changes.state'),
      width: 190,
      render: ({ state }) => <ChangeChip state={state} plain />,
      card: 'chip',
    },
  ]
}

function whoAndWhen({ t, language, formats }: Words): Column<ChangeRow>[] {
  return [
    {
      key: 'effective',
      title: t('establishment.changes.effective'),
      width: 138,
      render: ({ effective_on }) => effective_on && formats.date(effective_on),
    },
    {
      key: 'due',
      title: t('establishment.changes.due'),
      width: 150,
      render: ({ due_on, overdue }) =>
        due_on && (
          <span className={overdue ? 'change-overdue' : ''}>
            {formats.date(due_on)} {overdue && t('establishment.changes.overdue')}
          </span>
        ),
    },
    {
      key: 'applicant',
      title: t('establishment.changes.applicant'),
      width: 110,
      render: ({ applicant }) => nameIn(language, applicant),
    },
    {
      key: 'submitted',
      title: t('establishment.changes.submitted'),
      width: 116,
      render: ({ submitted_at }) => submitted_at && <When at={submitted_at} table />,
    },
  ]
}
