import { App, Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { usePageTitle } from '../../web/page-title.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { type CompanyFields, companyFields, readCompany, updateCompany } from '../contract.ts'
import { DocumentFields, NameFields, PlaceFields } from './company-fields.tsx'

type Settings = CompanyFields & { version: number; can: string[] }

/** What the company is called, where its days are counted, in which money and how its documents look. */
export function CompanyPage() {
  const found = useCall(readCompany)
  return (
    <Loaded of={found}>
      {(settings) =>
        settings.can.includes('update') ? (
          <Editing key={settings.version} settings={settings} reload={() => void found.refetch()} />
        ) : (
          <Reading settings={settings} />
        )
      }
    </Loaded>
  )
}

function Editing({ settings, reload }: { settings: Settings; reload: () => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const { version, can: _, ...initial } = settings
  const form = useForm(companyFields, initial)
  const { save, saving, problem } = useSave(updateCompany, {
    form,
    invalidates: ['session', 'org', 'regulation'],
    onDone: () => void message.success(t('company.page.saved')),
  })
  return (
    <FormPage
      form={form}
      title={t('company.page.title')}
      intro={t('company.page.intro')}
      submit={t('company.page.save')}
      saving={saving}
      problem={problem}
      onSubmit={(values) => save({ body: { ...values, version } })}
      others={problem?.status === 409 && <Button onClick={reload}>{t('company.page.reload')}</Button>}
      sections={[
        {
          id: 'names',
          title: t('company.page.names'),
          text: t('company.page.names_text'),
          fields: ['name', 'name_en', 'short_name', 'short_name_en'],
          content: <NameFields />,
        },
        {
          id: 'places',
          title: t('company.page.places'),
          fields: ['currency', 'time_zone'],
          content: <PlaceFields />,
        },
        {
          id: 'documents',
          title: t('company.page.documents'),
          fields: ['document_style'],
          content: <DocumentFields />,
        },
      ]}
    />
  )
}

function Reading({ settings }: { settings: Settings }) {
  const { t } = useWords()
  usePageTitle(t('company.page.title'))
  const { name, name_en, short_name, short_name_en, currency, time_zone, document_style } = settings
  return (
    <>
      <h1>{t('company.page.title')}</h1>
      <p className="muted">{t('company.page.intro')}</p>
      <Facts
        facts={[
          { word: t('company.page.name'), value: name },
          { word: t('company.page.name_en'), value: name_en },
          { word: t('company.page.short_name'), value: short_name },
          { word: t('company.page.short_name_en'), value: short_name_en },
          { word: t('company.page.currency'), value: currency },
          { word: t('company.page.time_zone'), value: time_zone },
          {
            word: t('company.page.document_style'),
            value: t(`company.page.style_${document_style}`),
          },
        ]}
      />
    </>
  )
}
