import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { ShortList, ShortListPage, ShortRow } from '../../web/list/short-list.tsx'
import { EmptyState } from '../../web/pieces/empty-state.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { useCall } from '../../web/use-call.ts'
import { type CalendarSummary, listCalendars } from '../contract.ts'
import { CreateCalendar } from './create-calendar.tsx'
import { useCalendarName } from './use-calendar-name.ts'

/** The company's working calendars: the default one first. */
export function CalendarsPage() {
  const { t } = useWords()
  const calendars = useCall(listCalendars)
  const [creating, setCreating] = useState(false)
  const create = calendars.data?.can.includes('create') && (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('calendar.page.create')}
    </Button>
  )
  return (
    <ShortListPage title={t('calendar.page.title')} intro={t('calendar.page.intro')} create={create}>
      <Loaded of={calendars} kind="rows" rows={4}>
        {({ items }) =>
          items.length > 0 ? (
            <ShortList id="calendars">
              {items.map((calendar) => (
                <CalendarRow key={calendar.id} calendar={calendar} />
              ))}
            </ShortList>
          ) : (
            <EmptyState
              title={t('calendar.page.empty')}
              text={t('calendar.page.empty_text')}
              action={create}
            />
          )
        }
      </Loaded>
      {creating && (
        <CreateCalendar calendars={calendars.data?.items ?? []} onClose={() => setCreating(false)} />
      )}
    </ShortListPage>
  )
}

function CalendarRow({ calendar }: { calendar: CalendarSummary }) {
  const { t } = useWords()
  const name = useCalendarName()
  const { is_default, organisations, known_until } = calendar
  return (
    <ShortRow
      to={`/administration/calendars/${calendar.id}`}
      title={name(calendar)}
      hint={
        known_until === null
          ? t('calendar.page.known_none')
          : t('calendar.page.known_until', { year: known_until })
      }
    >
      {organisations > 0 && (
        <span className="muted">{t('calendar.page.organisations', { count: organisations })}</span>
      )}
      {is_default && <StateChip tone="done" word={t('calendar.page.default')} plain />}
    </ShortRow>
  )
}
