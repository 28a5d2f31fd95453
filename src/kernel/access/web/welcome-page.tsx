import { Button, Input } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo, useParam } from '../../web/navigation.ts'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { acceptInvitation, readInvitation } from '../invitation/contract.ts'
import { BarePage } from './bare-page.tsx'
import { LinkGone, LinkLoading } from './one-time-link.tsx'

/** The one-time link an administrator made: its holder sets a password. */
export function WelcomePage() {
  const { t } = useWords()
  const token = useParam('token')
  const go = useGo()
  const invitation = useCall(readInvitation, { params: { token } })
  const form = useForm(acceptInvitation.body)
  const { save, saving, problem } = useSave(acceptInvitation, {
    form,
    onDone: () => go('/sign-in', { replace: true }),
  })
  if (invitation.error)
    return (
      <LinkGone
        problem={invitation.error}
        title={t('access.welcome.gone')}
        text={t('access.welcome.gone_text')}
      />
    )
  if (!invitation.data) return <LinkLoading />
  const { name, email, company } = invitation.data
  return (
    <BarePage company={company.name}>
      <div>
        <h1>{t('access.welcome.title')}</h1>
        <p className="muted">{t('access.welcome.text', { name, email })}</p>
      </div>
      <FormBody form={form} onSubmit={(body) => save({ params: { token }, body })} name="welcome">
        <div className="bare-form">
          {problem && problem.fields.length === 0 && <ProblemView inline problem={problem} />}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Field name="password" label={t('access.sign_in.password')} help={t('access.setup.password_help')}>
            <Input.Password autoComplete="new-password" size="large" />
          </Field>
          <Button type="primary" htmlType="submit" size="large" block loading={saving}>
            {t('access.welcome.submit')}
          </Button>
        </div>
      </FormBody>
    </BarePage>
  )
}
