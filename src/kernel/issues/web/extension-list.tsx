import { useWords } from '../../language/web/words.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import type { IssuePage } from '../acts/contract.ts'

const tones: Record<IssuePage['extensions'][number]['state'], Tone> = {
  in_review: 'progress',
  more_wanted: 'waiting',
  approved: 'done',
  rejected: 'refused',
  withdrawn: 'closed',
}

/** Every later day that was asked for, with its reason and what became of it. */
export function ExtensionList({ extensions }: Pick<IssuePage, 'extensions'>) {
  const { t, formats } = useWords()
  return (
    <ul className="issue-extensions">
      {extensions.map(({ id, from_on, until_on, reason, state, asked_by }) => (
        <li key={id}>
          <StateChip plain tone={tones[state]} word={t(`issues.extension.state.${state}`)} />
          <span className="number">
            {t('issues.extension.span', { from: formats.date(from_on), until: formats.date(until_on) })}
          </span>
          <PersonTag person={asked_by} bare />
          <p className="issue-words">{reason}</p>
        </li>
      ))}
    </ul>
  )
}
