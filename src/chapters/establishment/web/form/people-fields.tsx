import { Form } from 'antd'
import { useMemo } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { findPeople } from '../../../../kernel/people/web/find-people.ts'
import { Field } from '../../../../kernel/web/form/field.tsx'
import type { LineColumn } from '../../../../kernel/web/form/line-values.ts'
import { LinesField } from '../../../../kernel/web/form/lines-field.tsx'
import { SearchSelect } from '../../../../kernel/web/form/search-select.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { StaffingPeople } from './staffing-people.tsx'

/** Posts × number × qualification, who is there already, and who shall be the head. */
export function PeopleFields({ application }: { application: ApplicationPage }) {
  const { t, language } = useWords()
  const columns = useMemo<LineColumn[]>(
    () => [
      { key: 'post', title: t('establishment.plan.staffing.post'), kind: 'text', length: 100 },
      {
        ...{ key: 'number', title: t('establishment.plan.staffing.number'), kind: 'whole', width: 88 },
        ...{ min: 1, max: 1000 },
      },
      {
        key: 'qualification',
        title: t('establishment.plan.staffing.qualification'),
        kind: 'text',
        length: 500,
      },
    ],
    [t],
  )
  return (
    <>
      <LinesField
        name="staffing"
        label={t('establishment.plan.field.staffing')}
        help={t('establishment.form.help.staffing')}
        columns={columns}
        blank={{ post: '', number: 1, qualification: '', persons: [] }}
        add={t('establishment.form.staffing_add')}
        sum="number"
      />
      <Form.Item name={['staffing']} noStyle>
        <StaffingPeople people={application.people} />
      </Form.Item>
      <Field
        name="proposed_head_id"
        label={t('establishment.plan.field.proposed_head_id')}
        help={t('establishment.form.help.proposed_head_id')}
      >
        <SearchSelect
          name="people.person.list"
          search={findPeople(language)}
          chosen={application.proposed_head ? nameIn(language, application.proposed_head) : undefined}
          placeholder={t('establishment.form.search_person')}
        />
      </Field>
    </>
  )
}
