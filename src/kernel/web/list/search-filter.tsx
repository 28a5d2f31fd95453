import { type ComponentProps, useId } from 'react'
import { SearchSelect } from '../form/search-select.tsx'
import './search-filter.css'

type Props = Pick<ComponentProps<typeof SearchSelect>, 'name' | 'search' | 'chosen'> & {
  title: string
  value: string | undefined
  set: (value: string | undefined) => void
}

/** A list's filter whose value is found while typing. Its word is only read out: sighted readers have it as its placeholder. */
export function SearchFilter({ title, value, set, ...rest }: Props) {
  const id = useId()
  return (
    <span className="search-filter">
      <label htmlFor={id} className="visually-hidden">
        {title}
      </label>
      <SearchSelect
        {...rest}
        id={id}
        value={value ?? null}
        placeholder={title}
        onChange={(next) => set(next ?? undefined)}
      />
    </span>
  )
}
