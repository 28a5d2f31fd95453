import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { keyStates } from '../../../access/key/contract.ts'
import { keyTones } from '../../../access/web/key-list.tsx'
import { usePermissionWord } from '../../../access/web/use-permission-words.ts'
import { useWords } from '../../../language/web/words.tsx'
import type { Column } from '../../../web/list/column.ts'
import { ListPage } from '../../../web/list/list-page.tsx'
import { ConfirmButton } from '../../../web/pieces/confirm-button.tsx'
import { PersonTag } from '../../../web/pieces/person-tag.tsx'
import { StateChip } from '../../../web/pieces/state-chip.tsx'
import { When } from '../../../web/pieces/when.tsx'
import { useSave } from '../../../web/use-save.ts'
import { type ListedKey, listKeys, revokeKey } from '../../key/contract.ts'

/** Everybody's API keys: whose, for what, last used when. Keys are made on the page of one's own account. */
export function KeysPage() {
  const { t } = useWords()
  const states = keyStates.map((value) => ({ value, word: t(`access.keys.states.${value}`) }))
  return (
    <ListPage
      name="administration.keys"
      title={t('administration.keys.title')}
      endpoint={listKeys}
      columns={useColumns()}
      filters={[
        { key: 'state', title: t('administration.keys.state'), kind: 'choice', options: states },
        { key: 'account_id', title: t('administration.keys.owner'), kind: 'own', render: () => null },
      ]}
      views={states.map(({ value, word }) => ({ key: value, title: word, filters: { state: value } }))}
      searchHint={t('administration.keys.search')}
      create={
        <Button href="/api/docs" target="_blank" rel="noreferrer">
          {t('access.keys.docs')}
        </Button>
      }
      empty={{ title: t('administration.keys.empty_title'), text: t('administration.keys.empty_text') }}
    />
  )
}

function useColumns(): Column<ListedKey>[] {
  const { t, formats } = useWords()
  const word = usePermissionWord()
  const { save } = useSave(revokeKey, { invalidates: ['access.key', 'trail'] })
  return [
    {
      key: 'name',
      title: t('administration.keys.name'),
      width: 200,
      card: 'title',
      render: (row) => row.name,
    },
    {
      key: 'owner',
      title: t('administration.keys.owner'),
      width: 160,
      render: ({ owner }) => (
        <Link to={`/administration/accounts/${owner.account_id}` as string}>
          <PersonTag person={owner} />
        </Link>
      ),
    },
    {
      key: 'prefix',
      title: t('administration.keys.prefix'),
      width: 120,
      card: 'none',
      render: ({ prefix }) => `${prefix}…`,
    },
    {
      key: 'permissions',
      title: t('administration.keys.permissions'),
      render: ({ permissions }) => (
        <span title={formats.list(permissions.map(word))}>{formats.list(permissions.map(word))}</span>
      ),
    },
    {
      key: 'last_used_at',
      title: t('administration.keys.last_used'),
      width: 120,
      render: ({ last_used_at }) =>
        last_used_at ? <When at={last_used_at} table /> : t('access.keys.never_used'),
    },
    {
      key: 'expires_at',
      title: t('administration.keys.expires'),
      width: 130,
      render: ({ expires_at }) => (expires_at ? <When at={expires_at} table /> : t('access.keys.no_end')),
    },
    {
      key: 'state',
      title: t('administration.keys.state'),
      width: 100,
      card: 'chip',
      render: ({ state }) => (
        <StateChip plain tone={keyTones[state]} word={t(`access.keys.states.${state}`)} />
      ),
    },
    {
      key: 'revoke',
      title: t('administration.keys.act'),
      width: 90,
      render: (row) =>
        row.can.includes('revoke') ? (
          <ConfirmButton
            size="small"
            question={{
              title: t('access.keys.revoke_title', { name: row.name }),
              text: t('access.keys.revoke_text'),
              verb: t('access.keys.revoke'),
              reason: 'optional',
              danger: true,
            }}
            run={(note) => save({ params: { id: row.id }, body: { note: note || null } })}
          />
        ) : null,
    },
  ]
}
