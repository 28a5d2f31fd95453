import { App, Button, Input } from 'antd'
import { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { authCall } from './auth-call.ts'
import { Refusal } from './refusal.tsx'
import { useAuth } from './use-auth.ts'

const schema = z
  .object({ current: z.string().min(1), next: z.string().min(10).max(128), again: z.string().min(1) })
  .refine(({ next, again }) => next === again, {
    path: ['again'],
    message: 'access.account.passwords_differ',
  })

/** A new password; all other devices are signed out with it. */
export function PasswordChange() {
  const { t } = useWords()
  const { message } = App.useApp()
  const { run, running, refusal } = useAuth()
  const form = useForm(schema)
  const change = ({ current, next }: z.infer<typeof schema>) =>
    run('change', async () => {
      await authCall('change-password', {
        currentPassword: current,
        newPassword: next,
        revokeOtherSessions: true,
      })
      form.antd.resetFields()
      message.success(t('access.account.password_changed'))
    })
  return (
    <FormBody form={form} onSubmit={change} name="password">
      <div className="account-form">
        <Refusal text={refusal} />
        <div>
          <Field name="current" label={t('access.account.current_password')}>
            <Input.Password autoComplete="current-password" />
          </Field>
          <Field name="next" label={t('access.account.new_password')}>
            <Input.Password autoComplete="new-password" />
          </Field>
          <Field name="again" label={t('access.account.password_again')}>
            <Input.Password autoComplete="new-password" />
          </Field>
        </div>
        <Button htmlType="submit" loading={running !== undefined}>
          {t('access.account.change_password')}
        </Button>
      </div>
    </FormBody>
  )
}
