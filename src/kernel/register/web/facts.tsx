import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import type { Register } from '../contract.ts'
import { StandingChip } from './ends.tsx'
import type { Row } from './row.ts'
import { useValues } from './value.tsx'

type Props = {
  register: Register
  row: Row
  /** Its organisation and standing are said above already. */
  headed?: boolean
}

/** A record's fields with their names, in the declared order. */
export function RecordFacts({ register, row, headed }: Props) {
  const { t } = useWords()
  const { show } = useValues(register)
  const own = Object.entries(register.fields).map(([key, field]) => ({
    word: t(field.title),
    value: show(row, key),
    wide: field.kind === 'file' || (field.kind === 'text' && field.long === true),
  }))
  return (
    <Facts
      facts={[
        !headed && {
          word: t('register.list.organisation'),
          value: <OrgTag organisation={row.organisation} />,
        },
        !headed && {
          word: t('register.list.standing'),
          value: <StandingChip register={register} row={row} />,
        },
        ...own,
      ]}
    />
  )
}
