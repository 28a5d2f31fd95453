import { listOrganisations } from '../../../../kernel/org/contract.ts'
import { LifeChip } from '../../../../kernel/org/web/life-chip.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { ShownOf } from './shown-of.tsx'

/** The organisations directly under one, closed ones left out. */
export function BelowSection({ org_id }: { org_id: string }) {
  const query = useCall(listOrganisations, {
    query: { parent_id: org_id, life: ['proposed', 'preparing', 'active', 'suspended'], limit: 200 },
  })
  return (
    <Loaded of={query} kind="rows" rows={4}>
      {(page) => (
        <>
          <ul className="registry-lines">
            {page.items.map((one) => (
              <li key={one.id}>
                <OrgTag organisation={one} />
                <LifeChip life={one.life} plain />
              </li>
            ))}
          </ul>
          <ShownOf of={page} to="/organisations" search={{ under: org_id }} />
        </>
      )}
    </Loaded>
  )
}
