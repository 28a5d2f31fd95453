import { Input } from 'antd'
import { PermissionPicker } from '../../../access/web/permission-picker.tsx'
import { useRoleTitle } from '../../../access/web/use-role-name.ts'
import { useWords } from '../../../language/web/words.tsx'
import type { CallProblem } from '../../../web/call-problem.ts'
import { Field } from '../../../web/form/field.tsx'
import { FormPage } from '../../../web/form/form-page.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { useGo, useParam } from '../../../web/navigation.ts'
import { EmptyState } from '../../../web/pieces/empty-state.tsx'
import { GoButton } from '../../../web/pieces/go-button.tsx'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { useCall } from '../../../web/use-call.ts'
import { useSave } from '../../../web/use-save.ts'
import { createRole, listRoles, roleContent, type ShownRole, updateRole } from '../../role/contract.ts'
import { NoRole } from './role-page.tsx'

/** Makes a custom role. */
export function NewRolePage() {
  const roles = useCall(listRoles)
  return <Loaded of={roles}>{({ permissions }) => <NewRole options={permissions} />}</Loaded>
}

function NewRole({ options }: { options: string[] }) {
  const { t } = useWords()
  const go = useGo()
  const form = useForm(roleContent, { permissions: [] })
  const { save, saving, problem } = useSave(createRole, {
    form,
    onDone: ({ key }) => go(`/administration/roles/${key}`, { replace: true }),
  })
  return (
    <RoleForm
      {...{ form, saving, problem, options }}
      title={t('administration.roles.make')}
      submit={t('administration.roles.make')}
      back="/administration/roles"
      onSubmit={(body) => save({ body })}
    />
  )
}

/** Changes what a custom role is called and what it gives. */
export function EditRolePage() {
  const key = useParam('key')
  const roles = useCall(listRoles)
  return (
    <Loaded of={roles}>
      {({ items, permissions }) => {
        const role = items.find((one) => one.key === key)
        if (role?.builtin) return <BuiltinRole role={role} />
        return role?.can.includes('update') ? <EditRole role={role} options={permissions} /> : <NoRole />
      }}
    </Loaded>
  )
}

function EditRole({ role, options }: { role: ShownRole; options: string[] }) {
  const { t } = useWords()
  const go = useGo()
  const { key, version, title, title_en, permissions } = role
  const back = `/administration/roles/${key}`
  const form = useForm(roleContent, { title, title_en, permissions })
  const { save, saving, problem } = useSave(updateRole, {
    form,
    invalidates: ['trail'],
    onDone: () => go(back, { replace: true }),
  })
  return (
    <RoleForm
      {...{ form, saving, problem, options, back }}
      title={t('administration.roles.edit')}
      submit={t('administration.roles.save')}
      onSubmit={(content) => save({ params: { key }, body: { ...content, version } })}
    />
  )
}

type FormProps = {
  form: ReturnType<typeof useForm<typeof roleContent>>
  title: string
  submit: string
  saving: boolean
  problem: CallProblem | undefined
  options: string[]
  back: string
  onSubmit: (content: Pick<ShownRole, 'title' | 'title_en' | 'permissions'>) => unknown
}

function RoleForm({ options, back, ...rest }: FormProps) {
  const { t } = useWords()
  return (
    <FormPage
      {...rest}
      intro={t('administration.roles.form_intro')}
      others={<GoButton to={back}>{t('administration.roles.cancel')}</GoButton>}
      sections={[
        {
          id: 'names',
          title: t('administration.roles.names'),
          fields: ['title', 'title_en'],
          content: (
            <>
              <Field name="title" label={t('administration.roles.name')}>
                <Input maxLength={60} />
              </Field>
              <Field name="title_en" label={t('administration.roles.name_en')}>
                <Input maxLength={60} />
              </Field>
            </>
          ),
        },
        {
          id: 'permissions',
          title: t('administration.roles.gives_title'),
          text: t('administration.roles.permissions_text'),
          fields: ['permissions'],
          content: (
            <Field name="permissions" label={t('administration.roles.permission')}>
              <PermissionPicker options={options} />
            </Field>
          ),
        },
      ]}
    />
  )
}

/** Says why there is no form. */
function BuiltinRole({ role }: { role: ShownRole }) {
  const { t } = useWords()
  const title = useRoleTitle()(role)
  return (
    <EmptyState
      page
      title={title}
      text={t('administration.roles.builtin_text')}
      action={
        <GoButton to={`/administration/roles/${role.key}`}>{t('web.shell.back_to', { title })}</GoButton>
      }
    />
  )
}
