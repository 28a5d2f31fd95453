import { useWords } from '../../../../kernel/language/web/words.tsx'
import { type Fact, Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import type { Plan } from '../../application/plan/contract.ts'
import { PlaceWords } from '../place-words.tsx'
import { usePlanWords } from './use-plan-words.ts'

type Props = { application: ApplicationPage }
type Parent = Parameters<typeof OrgTag>[0]['organisation']

export function BasicsFacts({ application }: Props) {
  const { word, show } = usePlanWords(application)
  const { kind, name, name_en, parent, credit_code } = application
  return (
    <Facts
      facts={[
        { word: word('name'), value: name },
        { word: word('name_en'), value: name_en && <span lang="en">{name_en}</span> },
        { word: word('kind'), value: show('kind', kind) },
        { word: word('parent_id'), value: parent && <OrgTag organisation={parent as Parent} /> },
        credit_code !== null && {
          word: word('credit_code'),
          value: <code className="hash">{credit_code}</code>,
        },
      ]}
    />
  )
}

/** Fields answered in sentences, each over the whole width. */
export function TextFacts({ application, fields }: Props & { fields: (keyof Plan)[] }) {
  const { word, show } = usePlanWords(application)
  return (
    <Facts
      facts={fields.map(
        (field): Fact => ({ word: word(field), value: show(field, application[field]), wide: true }),
      )}
    />
  )
}

export function PremisesFacts({ application }: Props) {
  const { t } = useWords()
  const { word, show } = usePlanWords(application)
  const { address, area, tenure, tenure_until, longitude, latitude, safety, environment } = application
  return (
    <Facts
      facts={[
        { word: word('address'), value: address, wide: true },
        { word: word('area'), value: show('area', area) },
        { word: word('tenure'), value: show('tenure', tenure) },
        tenure !== 'owned' && { word: word('tenure_until'), value: show('tenure_until', tenure_until) },
        {
          word: t('establishment.plan.field.place'),
          value: longitude !== null && latitude !== null && <PlaceWords place={{ longitude, latitude }} />,
        },
        { word: word('safety'), value: safety, wide: true },
        { word: word('environment'), value: environment, wide: true },
      ]}
    />
  )
}
