import { listViews, removeView, saveView } from '../../views/contract.ts'
import type { UrlSearch } from '../url-search.ts'
import { useCall } from '../use-call.ts'
import { useSave } from '../use-save.ts'
import type { View } from './filter.ts'

/** The views this account saved of a list, on whatever device. */
export function useViews(list: string) {
  const found = useCall(listViews, { query: { list } }, { fresh: 60_000 })
  const saving = useSave(saveView)
  const removing = useSave(removeView)
  const saved: View[] = (found.data?.items ?? []).map(({ id, ...view }) => ({ key: id, ...view }))
  return {
    saved,
    save: (title: string, filters: UrlSearch) => void saving.save({ body: { list, title, filters } }),
    remove: (id: string) => void removing.save({ params: { id } }),
  }
}
