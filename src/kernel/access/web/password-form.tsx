import { Button, Checkbox, Input } from 'antd'
import { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { Refusal } from './refusal.tsx'

const schema = z.object({ email: z.email(), password: z.string().min(1), remember: z.boolean() })

type Props = {
  onSubmit: (values: z.infer<typeof schema>) => void
  running: boolean
  refusal: string | undefined
}

export function PasswordForm({ onSubmit, running, refusal }: Props) {
  const { t } = useWords()
  const form = useForm(schema, { remember: true })
  return (
    <FormBody form={form} onSubmit={onSubmit} name="sign_in">
      <div className="bare-form">
        <Refusal text={refusal} />
        <div>
          <Field name="email" label={t('access.sign_in.email')}>
            <Input type="email" autoComplete="username" inputMode="email" size="large" />
          </Field>
          <Field name="password" label={t('access.sign_in.password')}>
            <Input.Password autoComplete="current-password" size="large" />
          </Field>
          <Field name="remember" label={t('access.sign_in.device')} checked>
            <Checkbox>{t('access.sign_in.remember')}</Checkbox>
          </Field>
        </div>
        <Button type="primary" htmlType="submit" size="large" block loading={running}>
          {t('access.sign_in.submit')}
        </Button>
      </div>
    </FormBody>
  )
}
