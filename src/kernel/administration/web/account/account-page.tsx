import { Link } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { TrailOf } from '../../../trail/web/trail-of.tsx'
import { useParam } from '../../../web/navigation.ts'
import { Facts } from '../../../web/pieces/facts.tsx'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { OrgTag } from '../../../web/pieces/org-tag.tsx'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { When } from '../../../web/pieces/when.tsx'
import { RecordPage } from '../../../web/record/record-page.tsx'
import { useCall } from '../../../web/use-call.ts'
import { type AccountPage, type Invited, readAccount } from '../../account/contract.ts'
import { accountTones } from './account-state.tsx'
import { DisableDialog } from './disable-dialog.tsx'
import { OneTimeLink } from './one-time-link.tsx'
import { useAccountActions } from './use-account-actions.ts'

/** One account: how it stands, and what can be done to it. */
export function AccountRecordPage() {
  const id = useParam('id')
  const account = useCall(readAccount, { params: { id } })
  return <Loaded of={account}>{(one) => <Account key={one.id} account={one} />}</Loaded>
}

function Account({ account }: { account: AccountPage }) {
  const { t } = useWords()
  const name = usePersonName()(account)
  const [invited, setInvited] = useState<Invited>()
  const [disabling, disable] = useState(false)
  const actions = useAccountActions(account, { onInvited: setInvited, onDisable: () => disable(true) })
  return (
    <>
      <RecordPage
        title={name}
        state={{
          tone: accountTones[account.state],
          word: t(`administration.accounts.states.${account.state}`),
        }}
        meta={{
          email: account.email,
          organisation: account.organisation && <OrgTag organisation={account.organisation} />,
        }}
        organisation={account.organisation}
        can={account.can}
        actions={actions}
        notice={
          account.own && (
            <p className="muted">
              {t('administration.accounts.own_text')}{' '}
              <Link to={'/account' as string}>{t('access.account.title')}</Link>
            </p>
          )
        }
        sections={[
          {
            id: 'facts',
            title: t('administration.accounts.facts'),
            content: <AccountFacts account={account} />,
          },
          account.person_id !== null && {
            id: 'roles',
            title: t('administration.accounts.more'),
            content: <More account={account} personId={account.person_id} />,
          },
        ]}
        timeline={
          account.person_id &&
          account.organisation && (
            <TrailOf org_id={account.organisation.id} subject_type="person" subject_id={account.person_id} />
          )
        }
      />
      {invited && (
        <Modal
          open
          title={t('administration.accounts.invite')}
          onCancel={() => setInvited(undefined)}
          footer={null}
          mask={{ closable: false }}
        >
          <OneTimeLink invited={invited} onClose={() => setInvited(undefined)} />
        </Modal>
      )}
      {disabling && <DisableDialog account={account} onClose={() => disable(false)} />}
    </>
  )
}

function AccountFacts({ account }: { account: AccountPage }) {
  const { t, formats } = useWords()
  const { last_sign_in_at, disabled_at, locked_until, invited_until } = account
  return (
    <Facts
      facts={[
        { word: t('administration.accounts.email'), value: account.email },
        {
          word: t('administration.accounts.last_sign_in'),
          value: last_sign_in_at ? <When at={last_sign_in_at} /> : t('administration.accounts.never'),
        },
        {
          word: t('administration.accounts.two_factor'),
          value: t(account.two_factor ? 'administration.accounts.on' : 'administration.accounts.off'),
        },
        {
          word: t('administration.accounts.sessions'),
          value: formats.number(account.sessions),
        },
        { word: t('administration.accounts.keys'), value: formats.number(account.keys) },
        { word: t('administration.accounts.open_tasks'), value: formats.number(account.open_tasks) },
        { word: t('administration.accounts.created'), value: <When at={account.created_at} /> },
        account.state === 'locked' &&
          locked_until !== null && {
            word: t('administration.accounts.locked_until'),
            value: formats.dateTime(locked_until),
          },
        disabled_at !== null && {
          word: t('administration.accounts.disabled_at'),
          value: <When at={disabled_at} />,
        },
        invited_until !== null && {
          word: t('administration.accounts.invited_until'),
          value: formats.dateTime(invited_until),
        },
      ]}
    />
  )
}

function More({ account, personId }: { account: AccountPage; personId: string }) {
  const { t } = useWords()
  return (
    <ul>
      <li>
        <Link to={`/people/${personId}` as string}>{t('administration.accounts.see_person')}</Link>
      </li>
      {account.keys > 0 && (
        <li>
          <Link to={'/administration/keys' as string} search={{ account_id: account.id } as never}>
            {t('administration.accounts.see_keys')}
          </Link>
        </li>
      )}
    </ul>
  )
}
