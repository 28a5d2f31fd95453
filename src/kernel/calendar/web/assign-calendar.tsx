import { App, Button } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { OrganisationSelect } from '../../org/web/organisation-select.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { assignCalendar, type CalendarPage, readOrganisationCalendar } from '../contract.ts'
import { useCalendarName } from './use-calendar-name.ts'

/** Which calendar an organisation follows and why; and giving it this one. */
export function AssignCalendar({ calendar }: { calendar: CalendarPage }) {
  const { t } = useWords()
  const id = useId()
  const [organisation, choose] = useState<string | null>(null)
  return (
    <div className="calendar-assign">
      <p className="muted">{t('calendar.page.assign_help')}</p>
      <label htmlFor={id}>{t('calendar.page.assign_organisation')}</label>
      <OrganisationSelect id={id} value={organisation} onChange={choose} />
      {organisation && <Follows key={organisation} organisation={organisation} calendar={calendar} />}
    </div>
  )
}

function Follows({ organisation, calendar }: { organisation: string; calendar: CalendarPage }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const name = useCalendarName()
  const found = useCall(readOrganisationCalendar, { params: { id: organisation } })
  const assigning = useSave(assignCalendar, {
    invalidates: ['calendar.calendar'],
    onDone: () => message.success(t('calendar.page.assigned')),
  })
  return (
    <Loaded of={found} kind="rows" rows={1}>
      {({ calendar: followed, from_organisation, version }) => {
        const own = from_organisation?.id === organisation
        const assign = (calendar_id: string | null) =>
          void assigning.save({ params: { id: organisation }, body: { calendar_id, version } })
        return (
          <>
            <p>
              {t('calendar.page.assign_now', { calendar: name(followed) })}
              <br />
              <span className="faint">
                {from_organisation
                  ? t('calendar.page.assign_from', { organisation: from_organisation.name })
                  : t('calendar.page.assign_default')}
              </span>
            </p>
            <div className="calendar-tools">
              {followed.id !== calendar.id && (
                <Button loading={assigning.saving} onClick={() => assign(calendar.id)}>
                  {t('calendar.page.assign_this')}
                </Button>
              )}
              {own && (
                <Button loading={assigning.saving} onClick={() => assign(null)}>
                  {t('calendar.page.assign_inherit')}
                </Button>
              )}
            </div>
          </>
        )
      }}
    </Loaded>
  )
}
