import { Form, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { useCloseAfterPick } from '../../web/form/close-after-pick.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { listCandidates } from '../request/contract.ts'
import type { Request } from './request-words.ts'

type Props = {
  request: Request
  id: string
  label: string
  help: string
  persons: string[]
  /** How many may be chosen. */
  most: number
  /** Sending was tried without anybody. */
  missing?: boolean
  onChange: (persons: string[]) => void
}

/** People to name at a step, out of those the server says may be. */
export function CandidateSelect({ request, id, label, help, persons, most, missing, onChange }: Props) {
  const { t } = useWords()
  const candidates = useCall(listCandidates, { params: { id: request.id } })
  const nameOf = usePersonName()
  const closing = useCloseAfterPick()
  const shared = {
    id,
    loading: candidates.isPending,
    showSearch: { optionFilterProp: 'label' },
    notFoundContent: candidates.data && t('approvals.answer.appoint.nobody'),
    options: candidates.data?.items.map((person) => ({ value: person.id, label: nameOf(person) })) ?? [],
  }
  return (
    <>
      <Form.Item
        label={label}
        htmlFor={id}
        extra={help}
        validateStatus={missing ? 'error' : ''}
        help={missing ? t('approvals.answer.add_signer.missing') : undefined}
      >
        {most === 1 ? (
          <Select {...shared} value={persons[0] ?? null} onChange={(one) => onChange(one ? [one] : [])} />
        ) : (
          <Select
            {...shared}
            {...closing}
            mode="multiple"
            maxCount={most}
            value={persons}
            onChange={onChange}
          />
        )}
      </Form.Item>
      {candidates.error && (
        <ProblemView inline problem={candidates.error} retry={() => void candidates.refetch()} />
      )}
    </>
  )
}
