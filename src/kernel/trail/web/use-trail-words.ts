import type { ReactNode } from 'react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { inEveryLanguage } from '../../language/contract.ts'
import { type MessageKey, permissionKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import type { TrailEntryShown } from '../contract.ts'

type Acted = Pick<TrailEntryShown, 'action' | 'actor'>
type Said = Pick<TrailEntryShown, 'action' | 'diff' | 'names' | 'money'>

/**
 * An action in words. Each part names its own in its catalogue: `tasks.task.hand_over` is the message
 * `tasks.trail.task_hand_over`, or `tasks.trail_outside.task_hand_over` where somebody outside did it; actions of no part
 * stand under `trail.actions`. What has no words shows its name.
 */
export function useActionWord(): (entry: Acted) => string {
  const { t } = useWords()
  const first = useFirstKnown()
  return useCallback(
    ({ action, actor }) => {
      const [part = '', ...rest] = action.split('.')
      const outside = actor.kind === 'outside' ? [`${part}.trail_outside.${rest.join('_')}`] : []
      const known = first(
        ...outside,
        `${part}.trail.${rest.join('_')}`,
        `trail.actions.${action.replaceAll('.', '_')}`,
      )
      return known ? t(known) : t('trail.entry.unknown', { action })
    },
    [t, first],
  )
}

/** The same behind a name, where English goes on in small letters: "Zhou Ting approved". */
export function useActedWord(): (entry: Acted) => string {
  const { language } = useWords()
  const word = useActionWord()
  return useCallback(
    (entry) => {
      const said = word(entry)
      return language === 'en' ? said.charAt(0).toLowerCase() + said.slice(1) : said
    },
    [language, word],
  )
}

/**
 * A difference in words: `<part>.trail_fields.<field>` and `<part>.trail_values.<field>_<value>`, where they are; what
 * means something else for one thing stands before, as `<part>.trail_fields.<thing>_<field>`. Values in words may be numbers
 * or yes and no; amounts and people are what their part declared (`../fields.ts`). A name with an English
 * one beside it is in Chinese, whoever reads.
 */
export function useDiffWords() {
  const { t, formats, language } = useWords()
  const first = useFirstKnown()
  return useMemo(() => {
    const say = (entry: Said, part: string, thing: string, field: string, value: unknown): ReactNode => {
      if (value === null || value === undefined || value === '') return undefined
      const values = `${part}.trail_values`
      const known =
        typeof value === 'object'
          ? undefined
          : first(`${values}.${thing}_${field}_${value}`, `${values}.${field}_${value}`)
      if (known) return t(known)
      if (typeof value === 'number' && entry.money?.fields.includes(field))
        return formats.money(value, entry.money.currency)
      if (typeof value === 'boolean') return t(value ? 'trail.values.yes' : 'trail.values.no')
      if (typeof value === 'number') return formats.number(value)
      if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
        return formats.list(value.map((one) => String(say(entry, part, thing, field, one) ?? '')))
      if (typeof value === 'object') return inEveryLanguage(value)?.[language] ?? JSON.stringify(value)
      if (typeof value !== 'string') return String(value)
      if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formats.dateTime(value)
      if (/^\d{4}-\d\d-\d\d$/.test(value)) return formats.date(value)
      const right = permissionKey(value)
      if (right && first(right)) return t(right as MessageKey)
      return (language === 'en' && entry.names[value]) || value
    }
    return (entry: Said) => {
      const { action, diff } = entry
      const [part = '', thing = ''] = action.split('.')
      return Object.entries(diff ?? {}).map(([field, [from, to]]) => {
        const fields = `${part}.trail_fields`
        const known = first(`${fields}.${thing}_${field}`, `${fields}.${field}`, `trail.fields.${field}`)
        return {
          field: known ? t(known) : field,
          from: say(entry, part, thing, field, from),
          to: say(entry, part, thing, field, to),
          lang: diff && `${field}_en` in diff ? 'zh' : undefined,
        }
      })
    }
  }, [t, formats, first, language])
}

/** Who acted: a person, somebody outside, a program with a person's key, or the system itself. */
export function useActorName(): (actor: TrailEntryShown['actor']) => {
  name: string
  name_en: string | null
} {
  const { t, language } = useWords()
  return useCallback(
    (actor) => {
      if (actor.kind === 'system') return { name: t('trail.entry.system'), name_en: null }
      if (actor.kind === 'person' || actor.kind === 'outside') return actor
      const name = language === 'en' ? actor.name_en || actor.name : actor.name
      return { name: t('trail.entry.by_program', { name }), name_en: null }
    },
    [t, language],
  )
}

/** The first of these keys the catalogue has. */
function useFirstKnown(): (...keys: string[]) => MessageKey | undefined {
  const { i18n } = useTranslation()
  return useCallback((...keys) => keys.find((key) => i18n.exists(key)) as MessageKey | undefined, [i18n])
}
