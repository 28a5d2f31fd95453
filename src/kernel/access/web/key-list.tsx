import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { ConfirmButton } from '../../web/pieces/confirm-button.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { listOwnKeys, revokeOwnKey, type ShownKey } from '../key/contract.ts'
import { NewKey } from './new-key.tsx'
import { usePermissionWord } from './use-permission-words.ts'

export const keyTones = { active: 'done', expired: 'closed', revoked: 'closed' } as const

/** The API keys of one's own account. */
export function KeyList() {
  const { t } = useWords()
  const [making, make] = useState(false)
  const keys = useCall(listOwnKeys)
  return (
    <>
      <Loaded of={keys} kind="rows" rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="faint">{t('access.keys.none')}</p>
          ) : (
            <ul className="key-list">
              {items.map((key) => (
                <KeyLine key={key.id} of={key} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <p className="key-tools">
        <Button onClick={() => make(true)}>{t('access.keys.make')}</Button>
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {t('access.keys.docs')}
        </a>
      </p>
      {making && <NewKey onClose={() => make(false)} />}
    </>
  )
}

function KeyLine({ of: key }: { of: ShownKey }) {
  const { t, formats } = useWords()
  const word = usePermissionWord()
  const { save } = useSave(revokeOwnKey, { invalidates: ['administration.key'] })
  return (
    <li className="key-line">
      <div className="key-words">
        <span className="key-name">
          <strong>{key.name}</strong>
          <code>{key.prefix}…</code>
          <StateChip plain tone={keyTones[key.state]} word={t(`access.keys.states.${key.state}`)} />
        </span>
        <span className="muted">{formats.list(key.permissions.map(word))}</span>
        <span className="faint key-times">
          <span>
            {key.last_used_at ? t('access.keys.used') : t('access.keys.never_used')}{' '}
            {key.last_used_at && <When at={key.last_used_at} table />}
          </span>
          <span>
            {key.expires_at
              ? t('access.keys.until', { at: formats.dateTime(key.expires_at) })
              : t('access.keys.no_end')}
          </span>
        </span>
      </div>
      {key.state === 'active' && (
        <ConfirmButton
          size="small"
          question={{
            title: t('access.keys.revoke_title', { name: key.name }),
            text: t('access.keys.revoke_text'),
            verb: t('access.keys.revoke'),
            danger: true,
          }}
          run={() => save({ params: { id: key.id } })}
        />
      )}
    </li>
  )
}
