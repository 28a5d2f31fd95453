import { useWords } from '../../../../kernel/language/web/words.tsx'
import { RegisterFields } from '../../../../kernel/register/web/fields.tsx'
import { FormPage } from '../../../../kernel/web/form/form-page.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useGo, useParam } from '../../../../kernel/web/navigation.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { renewLicence } from '../expiry/contract.ts'
import { licences } from '../licences.ts'

const { kind: _kind, ...fields } = licences.fields
const register = { ...licences, fields } as unknown as typeof licences

/** The licence that takes the place of another. */
export function RenewPage() {
  const found = useCall(licences.endpoints.read, { params: { id: useParam('id') } }, { fresh: 0 })
  return <Loaded of={found}>{(row) => <Renewing key={row.id} row={row} />}</Loaded>
}

type Row = NonNullable<ReturnType<typeof useCall<typeof licences.endpoints.read>>['data']>

function Renewing({ row }: { row: Row }) {
  const { t } = useWords()
  const go = useGo()
  const { id, org_id, version, number, issued_by, kind } = row as Row & Record<string, string>
  const back = `/${licences.path}/${id}`
  const form = useForm(renewLicence.body, { version, number, issued_by } as never)
  const { save, saving, problem } = useSave(renewLicence, {
    form,
    invalidates: ['establishment', 'tasks', 'issues', 'trail'],
    onDone: ({ id: made }) => go(`/${licences.path}/${made}`, { replace: true }),
  })
  if (!row.can.includes('update'))
    return (
      <EmptyState
        page
        kind="missing"
        title={t('establishment.licence_expiry.title')}
        text={t('establishment.licence_expiry.purpose')}
        action={<GoButton to={back}>{t('register.record.cancel')}</GoButton>}
      />
    )
  const licence = t(`establishment.licences.kinds.${kind}` as 'establishment.licences.kinds.other')
  return (
    <FormPage
      form={form}
      title={t('establishment.licence_expiry.renew_title', { licence })}
      intro={t('establishment.licence_expiry.renew_intro', { number })}
      submit={t('establishment.licence_expiry.renew_verb')}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { ...body, version } })}
      others={<GoButton to={back}>{t('register.record.cancel')}</GoButton>}
      sections={[
        {
          id: 'record',
          title: t('register.record.facts'),
          fields: Object.keys(fields),
          content: <RegisterFields register={register} org_id={org_id} files={{}} />,
        },
      ]}
    />
  )
}
