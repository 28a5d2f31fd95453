import { Loaded } from '../../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../../kernel/web/use-call.ts'
import { readHandOver } from '../../hand-over/contract.ts'
import { AuditFacts } from './audit-facts.tsx'
import { HandOverList } from './hand-over-list.tsx'
import { Parties } from './parties.tsx'

/** The hand-over on the page of its filing: read there, written on a page of its own. */
export function HandOverSummary({ id }: { id: string }) {
  const query = useCall(readHandOver, { params: { id } })
  return (
    <Loaded of={query} kind="rows" rows={4}>
      {(handOver) => (
        <>
          <HandOverList items={handOver.items} />
          <Parties handOver={handOver} />
          <AuditFacts audit={handOver.audit} />
        </>
      )}
    </Loaded>
  )
}
