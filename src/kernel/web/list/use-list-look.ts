import { useStored } from '../stored.ts'
import { type Column, type Density, shownColumns } from './column.ts'

/** How this device shows a list: columns and density. Density is one choice for all lists. */
export function useListLook<T>(list: string, columns: Column<T>[]) {
  const [chosen, choose] = useStored<string[] | undefined>(`columns.${list}`, undefined)
  const [density, setDensity] = useStored<Density>('density', 'wide')
  return { shown: shownColumns(columns, chosen), choose, density, setDensity }
}
