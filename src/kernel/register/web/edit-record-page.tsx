import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { call } from '../../web/call.ts'
import { ConflictDialog } from '../../web/form/conflict-dialog.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo, useParam } from '../../web/navigation.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import type { Register } from '../contract.ts'
import { RegisterFields } from './fields.tsx'
import { nameOf, type Row } from './row.ts'
import { useValues } from './value.tsx'

/** Changes a record. */
export function EditRecordPage({ register }: { register: Register }) {
  const found = useCall(register.endpoints.read, { params: { id: useParam('id') } }, { fresh: 0 })
  return <Loaded of={found}>{(row) => <Editing key={row.id} register={register} row={row} />}</Loaded>
}

function Editing({ register, row }: { register: Register; row: Row }) {
  const { t } = useWords()
  const go = useGo()
  const { path, endpoints, fields, title } = register
  const { id, org_id } = row
  const [base] = useState(row)
  const [theirs, setTheirs] = useState<Row>()
  const back = `/${path}/${id}`
  const keys = Object.keys(fields)
  const { write } = useValues(register)
  const form = useForm(endpoints.update.body, { ...pick(base, keys), version: base.version })
  const { save, saving, problem, reset } = useSave(endpoints.update, {
    form,
    onDone: () => go(back, { replace: true }),
  })
  const files = { ...base.files, ...theirs?.files }
  const differing = Object.entries(fields).map(([key, field]) => ({
    key,
    word: t(field.title),
    show: (value: unknown) =>
      field.kind === 'file'
        ? (Object.values(files).find(({ id: file }) => file === value)?.name ?? '—')
        : (write(key, value) ?? '—'),
  }))
  const submit = async (values: Record<string, unknown>, version: number) => {
    const saved = await save({ params: { id }, body: { ...values, version } })
    if (!saved.ok && saved.problem?.status === 409) {
      reset()
      setTheirs(await call(endpoints.read, { params: { id } }))
    }
  }
  return (
    <>
      <FormPage
        form={form}
        title={nameOf(register, base)}
        intro={t(title)}
        submit={t('register.record.save')}
        saving={saving}
        problem={problem?.status === 409 ? undefined : problem}
        onSubmit={(values) => submit(values, base.version)}
        others={<GoButton to={back}>{t('register.record.cancel')}</GoButton>}
        sections={[
          {
            id: 'record',
            title: t('register.record.facts'),
            fields: keys,
            content: <RegisterFields register={register} org_id={org_id} files={base.files} />,
          },
        ]}
      />
      {theirs && (
        <ConflictDialog
          base={pick(base, keys)}
          mine={pick(form.values(), keys)}
          theirs={pick(theirs, keys)}
          fields={differing}
          onChoose={(values) => {
            setTheirs(undefined)
            void submit(values, theirs.version)
          }}
          onCancel={() => setTheirs(undefined)}
        />
      )}
    </>
  )
}

const pick = (values: Record<string, unknown>, keys: string[]) =>
  Object.fromEntries(keys.map((key) => [key, values[key] ?? null]))
