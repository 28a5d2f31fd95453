import { Button, Input } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo, useParam } from '../../web/navigation.ts'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { readSetup, setUpAdministrator } from '../contract.ts'
import { BarePage } from './bare-page.tsx'
import { LinkGone, LinkLoading } from './one-time-link.tsx'

/** The one-time link printed at the first start: the first administrator names themselves. */
export function SetupPage() {
  const { t } = useWords()
  const token = useParam('token')
  const go = useGo()
  const setup = useCall(readSetup, { params: { token } })
  const form = useForm(setUpAdministrator.body)
  const { save, saving, problem } = useSave(setUpAdministrator, {
    form,
    onDone: () => go('/sign-in', { replace: true }),
  })
  if (setup.error)
    return (
      <LinkGone problem={setup.error} title={t('access.setup.gone')} text={t('access.setup.gone_text')} />
    )
  if (!setup.data) return <LinkLoading />
  return (
    <BarePage company={setup.data.company.name}>
      <div>
        <h1>{t('access.setup.title')}</h1>
        <p className="muted">{t('access.setup.text')}</p>
      </div>
      <FormBody form={form} onSubmit={(body) => save({ params: { token }, body })} name="setup">
        <div className="bare-form">
          {problem && problem.fields.length === 0 && <ProblemView inline problem={problem} />}
          <div>
            <Field name="name" label={t('access.setup.name')}>
              <Input autoComplete="name" size="large" />
            </Field>
            <Field name="email" label={t('access.sign_in.email')}>
              <Input type="email" autoComplete="username" size="large" />
            </Field>
            <Field
              name="password"
              label={t('access.sign_in.password')}
              help={t('access.setup.password_help')}
            >
              <Input.Password autoComplete="new-password" size="large" />
            </Field>
          </div>
          <Button type="primary" htmlType="submit" size="large" block loading={saving}>
            {t('access.setup.submit')}
          </Button>
        </div>
      </FormBody>
    </BarePage>
  )
}
