import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { TrailEntryShown } from '../../../../kernel/trail/contract.ts'
import type { TimelineEntry } from '../../../../kernel/web/pieces/timeline.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { type Plan, planShape } from '../../application/plan/contract.ts'
import { type Condition, type ConditionScore, conditions } from '../../application/review/contract.ts'
import { usePlanWords } from '../plan/use-plan-words.ts'

const isPlanField = (field: string): field is keyof Plan => field in planShape.shape
const isCondition = (field: string): field is Condition => conditions.some((one) => one === field)

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What happened to an application, with its people, documents, plan and scores as the page calls them. */
export function useToldEntry(application: ApplicationPage) {
  const { t, formats, language } = useWords()
  const { word, show, person } = usePlanWords(application)
  const { visits, reviewer, documents } = application
  const known = [...visits.flatMap(({ visitors }) => visitors), ...(reviewer ? [reviewer] : [])]
  const nameOf = (id: unknown) => {
    const found = known.find((one) => one.id === id)
    return found ? nameIn(language, found) : person(String(id))
  }
  const points = (value: unknown) => {
    const { score = null, evidence = [], note = '' } = (value ?? {}) as Partial<ConditionScore>
    const words = [
      score === null ? t('establishment.sheet.not_scored') : t('establishment.sheet.points', { score }),
      evidence.length > 0 && t('establishment.record.told.evidence', { count: evidence.length }),
      note,
    ]
    return value ? words.filter(Boolean).join(' · ') : undefined
  }

  /** A field and how its values are written; nothing where the trail's own words do. */
  const read = (
    action: string,
    field: string,
  ): [string, (value: unknown) => string | undefined] | undefined => {
    if (action.endsWith('.score') && isCondition(field))
      return [t(`establishment.sheet.condition.${field}`), points]
    if (action.endsWith('tach')) {
      const title = documents.find(({ document_type }) => document_type === field)?.title
      return title ? [title, (value) => (value ? String(value) : undefined)] : undefined
    }
    if (field === 'visitors')
      return [
        t('establishment.record.visit.team'),
        (value) => (Array.isArray(value) && value.length > 0 ? formats.list(value.map(nameOf)) : undefined),
      ]
    if ((action.endsWith('.edit') || action.endsWith('.amend')) && isPlanField(field))
      return [word(field), (value) => (value === null ? undefined : show(field, value))]
    return undefined
  }
  return (entry: TimelineEntry, { action, diff }: TrailEntryShown): TimelineEntry => ({
    ...entry,
    diff: Object.entries(diff ?? {}).flatMap(([field, [from, to]], index) => {
      // The hash stays in the trail; here the file's name says it.
      if (field === 'sha256' || (isEmpty(from) && isEmpty(to))) return []
      const told = read(action, field)
      const own = entry.diff?.[index]
      if (told) return [{ field: told[0], from: told[1](from), to: told[1](to) }]
      return own ? [own] : []
    }),
  })
}
