import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { TrailOf } from '../../trail/web/trail-of.tsx'
import { useGo, useParam } from '../../web/navigation.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import type { Register } from '../contract.ts'
import { useStanding } from './ends.tsx'
import { RecordFacts } from './facts.tsx'
import { nameOf, type Row } from './row.ts'

/** One record of a register, and what happened to it. `notice`: what its chapter says of it above everything. */
export function RegisterRecordPage({
  register,
  notice,
}: {
  register: Register
  notice?: (row: Row) => ReactNode
}) {
  const found = useCall(register.endpoints.read, { params: { id: useParam('id') } })
  return <Loaded of={found}>{(row) => <Shown register={register} row={row} notice={notice?.(row)} />}</Loaded>
}

function Shown({ register, row, notice }: { register: Register; row: Row; notice: ReactNode }) {
  const { t } = useWords()
  const go = useGo()
  const { path, endpoints, title } = register
  const { id, org_id, organisation, version } = row
  const name = nameOf(register, row)
  const { save: remove } = useSave(endpoints.remove, { onDone: () => go(`/${path}`, { replace: true }) })
  return (
    <RecordPage
      number={t(title)}
      title={name}
      state={useStanding(register)(row)}
      organisation={organisation}
      meta={{
        organisation: <OrgTag organisation={organisation} />,
        updated: <When at={row.updated_at} />,
      }}
      can={row.can}
      notice={notice}
      actions={[
        { key: 'update', word: t('register.record.edit'), to: `/${path}/${id}/edit` },
        {
          key: 'remove',
          word: t('register.record.remove'),
          danger: true,
          question: {
            title: t('register.record.remove_title', { name }),
            text: t('register.record.remove_text'),
            verb: t('register.record.remove'),
            danger: true,
          },
          run: () => remove({ params: { id }, query: { version } }),
        },
      ]}
      sections={[
        {
          id: 'facts',
          title: t('register.record.facts'),
          content: <RecordFacts register={register} row={row} headed />,
        },
      ]}
      timeline={<TrailOf org_id={org_id} subject_type={register.name} subject_id={id} />}
    />
  )
}
