import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { useWords } from '../../../language/web/words.tsx'
import { listCandidates, listPeople } from '../../../people/contract.ts'
import { call } from '../../../web/call.ts'
import { DayField } from '../../../web/form/day-field.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { type Found, SearchSelect } from '../../../web/form/search-select.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { useMay, useSession } from '../../../web/session.tsx'
import { useSave } from '../../../web/use-save.ts'
import { giveProxy } from '../../proxy/contract.ts'
import './proxies.css'

const body = giveProxy.body.extend({ from: z.iso.date(), to: z.iso.date() })

/** Names who decides while somebody is away: oneself, or for administrators anybody they look after. */
export function GiveProxyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const session = useSession()
  const nameOf = usePersonName()
  const { message } = App.useApp()
  const manages = useMay()('approvals.proxy.manage')
  const [home, setHome] = useState(session.organisation?.id)
  const form = useForm(body)
  const { save, saving, problem } = useSave(giveProxy, {
    form,
    invalidates: ['tasks', 'approvals.request', 'trail'],
    onDone: () => {
      message.success(t('approvals.proxy.given'))
      onClose()
    },
  })
  const homes = new Map<string, string>()
  const findOwner = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    const { items } = await call(listPeople, { query: { q, limit: 20 } }, { signal })
    return items.map((one) => {
      const at = one.assignments[0]
      if (at) homes.set(one.id, at.organisation.id)
      return {
        value: one.id,
        word: nameOf(one),
        hint: [at?.post, at?.organisation.name].filter(Boolean).join(' · '),
      }
    })
  }
  const findProxy = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    if (!home) return []
    const query = { org_id: home, permission: 'approvals.request.decide', ...(q ? { q } : {}) }
    const { items } = await call(listCandidates, { query }, { signal })
    return items
      .filter(({ id }) => id !== session.person_id || manages)
      .map((one) => ({ value: one.id, word: nameOf(one), hint: one.organisation.name }))
  }
  return (
    <Modal open title={t('approvals.proxy.give')} onCancel={onClose} footer={null}>
      <FormBody form={form} name="give-proxy" onSubmit={(values) => save({ body: values })}>
        <ErrorSummary form={form} problem={problem} />
        <p className="muted proxy-hint">{t('approvals.proxy.hint')}</p>
        {manages && (
          <Field name="owner_id" label={t('approvals.proxy.owner')}>
            <OwnerSelect
              search={findOwner}
              onPick={(id) => setHome(homes.get(id) ?? session.organisation?.id)}
            />
          </Field>
        )}
        <Field name="proxy_id" label={t('approvals.proxy.proxy')}>
          <SearchSelect name={`approvals.proxy.candidates ${home}`} search={findProxy} />
        </Field>
        <div className="proxy-days">
          <Field name="from" label={t('approvals.proxy.from')}>
            <DayField />
          </Field>
          <Field name="to" label={t('approvals.proxy.to')}>
            <DayField />
          </Field>
        </div>
        <p className="faint proxy-hint">{t('approvals.proxy.back_hint')}</p>
        <Field name="note" label={t('approvals.proxy.note')}>
          <Input maxLength={500} placeholder={t('approvals.proxy.note_hint')} />
        </Field>
        <p className="proxy-buttons">
          <Button onClick={onClose}>{t('approvals.answer.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('approvals.proxy.give')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}

type OwnerProps = {
  id?: string
  value?: string | null
  onChange?: (value: string | null) => void
  onBlur?: () => void
  search: (text: string, signal: AbortSignal) => Promise<Found[]>
  onPick: (id: string) => void
}

function OwnerSelect({ search, onPick, onChange, ...rest }: OwnerProps) {
  return (
    <SearchSelect
      {...rest}
      name="people.person.proxied"
      search={search}
      onChange={(value) => {
        onChange?.(value)
        if (value) onPick(value)
      }}
    />
  )
}
