import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { organisationFilter } from '../../../org/web/organisation-filter.tsx'
import type { Column } from '../../../web/list/column.ts'
import { ListPage } from '../../../web/list/list-page.tsx'
import { OrgTag } from '../../../web/pieces/org-tag.tsx'
import { PersonTag } from '../../../web/pieces/person-tag.tsx'
import { When } from '../../../web/pieces/when.tsx'
import { useMay } from '../../../web/session.tsx'
import { accountStates, type ListedAccount, listAccounts } from '../../account/contract.ts'
import { AccountStateChip } from './account-state.tsx'
import { OpenAccount } from './open-account.tsx'

/** Who may sign in. */
export function AccountsPage() {
  const { t } = useWords()
  const may = useMay()
  const [opening, open] = useState(false)
  const states = accountStates.map((value) => ({
    value,
    word: t(`administration.accounts.states.${value}`),
  }))
  return (
    <>
      <ListPage
        name="administration.accounts"
        title={t('administration.accounts.title')}
        endpoint={listAccounts}
        columns={useColumns()}
        filters={[
          {
            key: 'state',
            title: t('administration.accounts.state'),
            kind: 'choice',
            multiple: true,
            options: states,
          },
          organisationFilter('under', t('administration.accounts.organisation')),
          {
            key: 'two_factor',
            title: t('administration.accounts.two_factor'),
            kind: 'choice',
            options: [
              { value: 'true', word: t('administration.accounts.on') },
              { value: 'false', word: t('administration.accounts.off') },
            ],
          },
        ]}
        views={states.map(({ value, word }) => ({ key: value, title: word, filters: { state: value } }))}
        searchHint={t('administration.accounts.search')}
        to={({ id }) => `/administration/accounts/${id}`}
        create={
          may('administration.account.create') && (
            <Button type="primary" onClick={() => open(true)}>
              {t('administration.accounts.open')}
            </Button>
          )
        }
        empty={{
          title: t('administration.accounts.empty_title'),
          text: t('administration.accounts.empty_text'),
        }}
      />
      {opening && <OpenAccount onClose={() => open(false)} />}
    </>
  )
}

function useColumns(): Column<ListedAccount>[] {
  const { t } = useWords()
  return [
    {
      key: 'name',
      title: t('administration.accounts.name'),
      width: 180,
      card: 'title',
      sort: 'name',
      render: (row) => (
        <Link to={`/administration/accounts/${row.id}` as string}>
          <PersonTag person={row} />
        </Link>
      ),
    },
    {
      key: 'email',
      title: t('administration.accounts.email'),
      sort: 'email',
      render: ({ email }) => email,
    },
    {
      key: 'organisation',
      title: t('administration.accounts.organisation'),
      width: 200,
      render: ({ organisation }) => organisation && <OrgTag organisation={organisation} />,
    },
    {
      key: 'last_sign_in_at',
      title: t('administration.accounts.last_sign_in'),
      width: 130,
      render: ({ last_sign_in_at }) =>
        last_sign_in_at ? (
          <When at={last_sign_in_at} table />
        ) : (
          <span className="faint">{t('administration.accounts.never')}</span>
        ),
    },
    {
      key: 'two_factor',
      title: t('administration.accounts.two_factor'),
      width: 110,
      render: ({ two_factor }) =>
        t(two_factor ? 'administration.accounts.on' : 'administration.accounts.off'),
    },
    {
      key: 'state',
      title: t('administration.accounts.state'),
      width: 130,
      card: 'chip',
      render: ({ state }) => <AccountStateChip state={state} />,
    },
  ]
}
