import { App, Button } from 'antd'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useSession } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { noticeFields, noticeKinds, type noticeSettings, readNotices, updateNotices } from '../contract.ts'
import { DigestFields, QuietFields, ZoneField } from './time-fields.tsx'
import { WayFields } from './way-fields.tsx'

type Settings = z.infer<typeof noticeSettings>

/** How I hear of things by mail: per kind, when not to be disturbed, and the digest of the morning. */
export function NoticesPage() {
  const found = useCall(readNotices)
  return (
    <Loaded of={found}>
      {(settings) => (
        <Editing key={settings.version} settings={settings} reload={() => void found.refetch()} />
      )}
    </Loaded>
  )
}

function Editing({ settings, reload }: { settings: Settings; reload: () => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const { email } = useSession()
  const { version, home_time_zone, sends, obligatory, ...initial } = settings
  const form = useForm(noticeFields, initial)
  const { save, saving, problem } = useSave(updateNotices, {
    form,
    onDone: () => void message.success(t('notices.page.saved')),
  })
  return (
    <FormPage
      form={form}
      title={t('notices.page.title')}
      intro={t(sends ? 'notices.page.intro' : 'notices.page.intro_kept', { email })}
      submit={t('notices.page.save')}
      saving={saving}
      problem={problem}
      onSubmit={(values) => save({ body: { ...values, version } })}
      others={problem?.status === 409 && <Button onClick={reload}>{t('notices.page.reload')}</Button>}
      sections={[
        {
          id: 'ways',
          title: t('notices.page.ways'),
          text: t('notices.page.ways_text'),
          fields: noticeKinds.map((kind) => `ways.${kind}`),
          content: <WayFields obligatory={obligatory} />,
        },
        {
          id: 'quiet',
          title: t('notices.page.quiet'),
          text: t('notices.page.quiet_text'),
          fields: ['quiet', 'quiet_from', 'quiet_to', 'working_days_only'],
          content: <QuietFields />,
        },
        {
          id: 'digest',
          title: t('notices.page.digest'),
          text: t('notices.page.digest_text'),
          fields: ['digest', 'digest_at'],
          content: <DigestFields />,
        },
        {
          id: 'zone',
          title: t('notices.page.zone'),
          fields: ['time_zone'],
          content: <ZoneField home={home_time_zone} />,
        },
      ]}
    />
  )
}
