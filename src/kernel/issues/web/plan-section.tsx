import { Checkbox } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useMay, useSession } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import { finishMeasure, finishOwnMeasure, type IssuePage } from '../acts/contract.ts'
import { touched } from './use-issue-actions.ts'

type Props = {
  issue: Pick<IssuePage, 'id' | 'version' | 'plan' | 'measures' | 'state'> & Partial<Pick<IssuePage, 'can'>>
}

/** The cause and the measures; whoever has one ticks it off. */
export function PlanSection({ issue }: Props) {
  const { t } = useWords()
  const { person_id } = useSession()
  const may = useMay()
  const any = useSave(finishMeasure, { invalidates: touched })
  const own = useSave(finishOwnMeasure, { invalidates: touched })
  const { id, version, plan, measures, state, can = [] } = issue
  if (plan === '') return <p className="muted">{t('issues.page.no_plan')}</p>
  const running = state === 'planned' || state === 'rectifying'
  return (
    <>
      <p className="issue-words">{plan}</p>
      <ul className="issue-measures">
        {measures.map((measure) => {
          const mine = measure.person.id === person_id
          const { save } = mine && may('issues.measure.do') ? own : any
          const barred = !mine && !can.includes('plan')
          return (
            <li key={measure.id}>
              <Checkbox
                checked={measure.done_at !== null}
                disabled={any.saving || own.saving || !running || barred}
                onChange={({ target }) =>
                  void save({
                    params: { id, measure_id: measure.id },
                    body: { version, done: target.checked },
                  })
                }
              >
                {measure.what}
              </Checkbox>
              <span className="issue-measure-facts">
                <PersonTag person={measure.person} bare />
                {measure.done_at ? (
                  <span>
                    {t('issues.page.measure_done')} <When at={measure.done_at} table />
                  </span>
                ) : (
                  <span>
                    {t('issues.page.measure_by')} <When at={measure.due_on} table />
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
