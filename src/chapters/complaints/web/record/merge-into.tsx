import { useState } from 'react'
import { call } from '../../../../kernel/web/call.ts'
import { type Found, SearchSelect } from '../../../../kernel/web/form/search-select.tsx'
import { type ComplaintPage, listComplaints } from '../../complaint/contract.ts'
import { openStates } from '../../complaint/words/contract.ts'

type Props = {
  complaint: ComplaintPage
  id?: string
  value?: string | null
  onChange?: (id: string | null) => void
  onBlur?: () => void
}

const mergeable = [...openStates, 'resolved'] as const

/** Those that may be the same matter; any other of the organisation that isn't over by its number or words. */
export function MergeInto({ complaint, onChange, ...rest }: Props) {
  const [chosen, choose] = useState<string>()
  const { id, organisation, similar } = complaint
  async function search(q: string, signal: AbortSignal): Promise<Found[]> {
    const asked = q.trim()
    if (asked === '') {
      const states: readonly string[] = mergeable
      return similar.filter(({ state }) => states.includes(state)).map(asFound)
    }
    const query = { organisation_id: organisation.id, state: [...mergeable], q: asked, limit: 10 }
    const { items } = await call(listComplaints, { query }, { signal })
    return items.filter((one) => one.id !== id).map(asFound)
  }
  return (
    <SearchSelect
      {...rest}
      name={`complaints.complaint.into.${id}`}
      search={search}
      chosen={chosen}
      onChange={(next, found) => {
        choose(found?.word)
        onChange?.(next)
      }}
    />
  )
}

const asFound = ({ id, number, subject }: { id: string; number: string; subject: string }): Found => ({
  value: id,
  word: `${number} ${subject}`,
})
