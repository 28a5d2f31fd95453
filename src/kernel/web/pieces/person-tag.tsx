import { useWords } from '../../language/web/words.tsx'
import './tags.css'

type Person = { name: string; name_en?: string | null }
type Props = {
  person: Person
  /** The post or role, in faint letters behind the name. */
  role?: string | undefined
  /** Name only, for running text and narrow columns. */
  bare?: boolean
}

/** The name as this reader's language writes it: English readers see the English name where there is one. */
export function usePersonName(): (person: Person) => string {
  const { language } = useWords()
  return (person) => (language === 'en' ? person.name_en || person.name : person.name)
}

/** A person: the first character in a ring, the name, the role. */
export function PersonTag({ person, role, bare }: Props) {
  const name = usePersonName()(person)
  return (
    <span className="person-tag">
      {!bare && (
        <span className="person-tag-ring" aria-hidden="true">
          {[...name][0]}
        </span>
      )}
      <span className="person-tag-name">{name}</span>
      {role && <span className="person-tag-role">{role}</span>}
    </span>
  )
}
