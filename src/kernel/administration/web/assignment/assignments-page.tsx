import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRoleTitle } from '../../../access/web/use-role-name.ts'
import { useWords } from '../../../language/web/words.tsx'
import { organisationFilter } from '../../../org/web/organisation-filter.tsx'
import { lastDay } from '../../../people/web/use-span.ts'
import type { Column } from '../../../web/list/column.ts'
import type { Filter } from '../../../web/list/filter.ts'
import { ListPage } from '../../../web/list/list-page.tsx'
import { OrgTag } from '../../../web/pieces/org-tag.tsx'
import { PersonTag } from '../../../web/pieces/person-tag.tsx'
import { StateChip } from '../../../web/pieces/state-chip.tsx'
import { useMay } from '../../../web/session.tsx'
import { useCall } from '../../../web/use-call.ts'
import { type ListedAssignment, listAssignments, roleHolds } from '../../assignment/contract.ts'
import { listRoles } from '../../role/contract.ts'
import { EndDialog } from './end-dialog.tsx'
import { GrantDialog } from './grant-dialog.tsx'

const tones = { past: 'closed', now: 'done', later: 'waiting' } as const

/** Who holds which role where, from when to when. */
export function AssignmentsPage() {
  const { t } = useWords()
  const may = useMay()
  const title = useRoleTitle()
  const roles = useCall(listRoles, undefined, { enabled: may('administration.role.read'), fresh: 60_000 })
  const [granting, grant] = useState(false)
  const [ending, end] = useState<ListedAssignment>()
  const filters: Filter[] = [
    {
      key: 'role',
      title: t('administration.assignments.role'),
      kind: 'choice',
      multiple: true,
      options: (roles.data?.items ?? []).map((role) => ({ value: role.key, word: title(role) })),
    },
    organisationFilter('under', t('administration.assignments.organisation')),
    {
      key: 'holds',
      title: t('administration.assignments.state'),
      kind: 'choice',
      options: roleHolds.map((value) => ({ value, word: t(`administration.assignments.holds.${value}`) })),
    },
  ]
  return (
    <>
      <ListPage
        name="administration.assignments"
        title={t('administration.assignments.title')}
        endpoint={listAssignments}
        columns={useColumns(end)}
        filters={filters}
        views={roleHolds.map((holds) => ({
          key: holds,
          title: t(`administration.assignments.holds.${holds}`),
          filters: { holds },
        }))}
        searchHint={t('administration.assignments.search')}
        create={
          may('administration.assignment.grant') && (
            <Button type="primary" onClick={() => grant(true)}>
              {t('administration.assignments.grant')}
            </Button>
          )
        }
        empty={{
          title: t('administration.assignments.empty_title'),
          text: t('administration.assignments.empty_text'),
        }}
      />
      {granting && <GrantDialog roles={roles.data?.items ?? []} onClose={() => grant(false)} />}
      {ending && <EndDialog assignment={ending} onClose={() => end(undefined)} />}
    </>
  )
}

function useColumns(end: (row: ListedAssignment) => void): Column<ListedAssignment>[] {
  const { t, formats } = useWords()
  const title = useRoleTitle()
  return [
    {
      key: 'name',
      title: t('administration.assignments.person'),
      width: 150,
      card: 'title',
      sort: 'name',
      render: ({ person }) => (
        <Link to={`/people/${person.id}` as string}>
          <PersonTag person={person} />
        </Link>
      ),
    },
    {
      key: 'role',
      title: t('administration.assignments.role'),
      width: 180,
      render: ({ role }) => title(role),
    },
    {
      key: 'organisation',
      title: t('administration.assignments.organisation'),
      render: ({ organisation, with_subtree }) => (
        <>
          <OrgTag organisation={organisation} />
          {with_subtree && <span className="faint"> {t('administration.assignments.and_below')}</span>}
        </>
      ),
    },
    {
      key: 'holds',
      title: t('administration.assignments.state'),
      width: 110,
      card: 'chip',
      render: ({ holds }) => (
        <StateChip plain tone={tones[holds]} word={t(`administration.assignments.holds.${holds}`)} />
      ),
    },
    {
      key: 'starts_on',
      title: t('administration.assignments.from'),
      width: 150,
      sort: 'starts_on',
      render: ({ starts_on }) => formats.date(starts_on),
    },
    {
      key: 'ends_on',
      title: t('administration.assignments.last_day'),
      width: 136,
      render: (row) => lastShown(row) && formats.date(lastDay(lastShown(row)!)),
    },
    {
      key: 'source',
      title: t('administration.assignments.source'),
      width: 124,
      card: 'none',
      render: ({ source }) => t(`administration.assignments.sources.${source}`),
    },
    {
      key: 'end',
      title: t('administration.assignments.act'),
      width: 80,
      render: (row) =>
        row.can.includes('end') ? (
          <Button size="small" onClick={() => end(row)}>
            {t('administration.assignments.end')}
          </Button>
        ) : null,
    },
  ]
}

/** The end of what held at all; what was withdrawn before it began has no last day. */
const lastShown = ({ starts_on, ends_on }: ListedAssignment) => (ends_on === starts_on ? null : ends_on)
