import { useWords } from '../../../../kernel/language/web/words.tsx'
import { findPeople } from '../../../../kernel/people/web/find-people.ts'
import type { StaffingLine } from '../../application/plan/contract.ts'
import { PeopleSelect } from './people-select.tsx'

type Props = {
  value?: Partial<StaffingLine>[]
  onChange?: (lines: Partial<StaffingLine>[]) => void
  people: { id: string; name: string; name_en: string | null }[]
}

/** Under the staffing plan: for each post who is there already. Part of the same field as the plan's lines. */
export function StaffingPeople({ value = [], onChange, people }: Props) {
  const { t, language } = useWords()
  if (value.length === 0) return null
  const set = (at: number, persons: string[]) =>
    onChange?.(value.map((line, index) => (index === at ? { ...line, persons } : line)))
  return (
    <fieldset className="staffing-people">
      <legend>{t('establishment.form.staffing_people')}</legend>
      {[...value.entries()].map(([at, { post, number, persons = [] }]) => {
        const word = post || t('establishment.form.staffing_post', { line: at + 1 })
        const over = persons.length > (number ?? 1)
        return (
          // Lines have no identity but their place.
          <div key={at} className="staffing-person-line">
            <span className="one-line">{word}</span>
            <div>
              <PeopleSelect
                name="people.person.list"
                label={t('establishment.form.staffing_people_of', { post: word })}
                value={persons}
                chosen={people}
                search={findPeople(language)}
                onChange={(next) => set(at, next)}
                status={over ? 'warning' : undefined}
              />
              {over && <p className="staffing-over">{t('establishment.form.staffing_over')}</p>}
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}
