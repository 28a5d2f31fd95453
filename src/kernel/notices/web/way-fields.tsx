import { Radio } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { type NoticeKind, noticeKinds, noticeWays } from '../contract.ts'
import './notices.css'

/** One line for each kind of notice; what can't be switched off says why. */
export function WayFields({ obligatory }: { obligatory: readonly NoticeKind[] }) {
  const { t } = useWords()
  return noticeKinds.map((kind) => {
    const must = obligatory.includes(kind)
    return (
      <Field
        key={kind}
        name={['ways', kind]}
        label={t(`notices.kinds.${kind}`)}
        help={t(must ? 'notices.kinds.escalation_help' : `notices.kinds.${kind}_help`)}
      >
        <Radio.Group
          className="notice-ways"
          optionType="button"
          options={noticeWays.map((value) => ({
            value,
            label: t(`notices.ways.${value}`),
            disabled: must && value === 'none',
          }))}
        />
      </Field>
    )
  })
}
