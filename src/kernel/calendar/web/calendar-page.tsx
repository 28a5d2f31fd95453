import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useUrl } from '../../web/list/use-url.ts'
import { useParam } from '../../web/navigation.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import type { RecordAction } from '../../web/record/actions.ts'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useSession } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { type CalendarPage as Calendar, readCalendar } from '../contract.ts'
import { AssignCalendar } from './assign-calendar.tsx'
import { DayDialog } from './day-dialog.tsx'
import { DayList } from './day-list.tsx'
import { EditCalendar } from './edit-calendar.tsx'
import { EnterYear } from './enter-year.tsx'
import { MonthGrid } from './month-grid.tsx'
import { useCalendarName } from './use-calendar-name.ts'
import { WeekHours } from './week-hours.tsx'
import './calendar-page.css'

/** A calendar, one year at a time; the year stands in the address. */
export function CalendarRecordPage() {
  const id = useParam('id')
  const [search, setSearch] = useUrl()
  const today = useToday()
  const asked = Number(search.year)
  const year = asked >= 1970 && asked <= 2200 ? asked : Number(today.slice(0, 4))
  const found = useCall(readCalendar, { params: { id }, query: { year } }, { keep: true })
  return (
    <Loaded of={found}>
      {(calendar) => (
        <Shown
          calendar={calendar}
          year={year}
          today={today}
          onYear={(next) => setSearch({ year: String(next) })}
        />
      )}
    </Loaded>
  )
}

type Props = { calendar: Calendar; year: number; today: string; onYear: (year: number) => void }
type Dialog = 'edit' | 'enter_year' | { day: string | null }

function Shown({ calendar, year, today, onYear }: Props) {
  const { t } = useWords()
  const name = useCalendarName()
  const [dialog, open] = useState<Dialog>()
  const close = () => open(undefined)
  const edits = calendar.can.includes('edit')
  const actions: RecordAction[] = [{ key: 'edit', word: t('calendar.edit.edit'), run: () => open('edit') }]
  return (
    <>
      <RecordPage
        title={name(calendar)}
        state={{
          tone: 'done',
          word: calendar.is_default ? t('calendar.page.default') : t('calendar.page.own'),
        }}
        can={calendar.can}
        actions={actions}
        notice={
          !calendar.year_known && (
            <p className="calendar-unknown" role="status">
              {t('calendar.page.unknown', { year })}
              {edits && (
                <Button size="small" onClick={() => open('enter_year')}>
                  {t('calendar.edit.enter_year')}
                </Button>
              )}
            </p>
          )
        }
        sections={[
          {
            id: 'year',
            title: t('calendar.page.months'),
            extra: <YearSwitch year={year} onYear={onYear} />,
            content: (
              <Year
                calendar={calendar}
                year={year}
                today={today}
                onDay={edits ? (day) => open({ day }) : undefined}
              />
            ),
          },
          {
            id: 'days',
            title: t('calendar.page.days'),
            count: calendar.days.length,
            extra: edits && (
              <span className="calendar-tools">
                <Button size="small" onClick={() => open({ day: null })}>
                  {t('calendar.edit.add_day')}
                </Button>
                <Button size="small" onClick={() => open('enter_year')}>
                  {t('calendar.edit.enter_year')}
                </Button>
              </span>
            ),
            content: <DayList calendar={calendar} onEdit={(day) => open({ day })} />,
          },
        ]}
        rail={[
          { id: 'week', title: t('calendar.page.week'), content: <WeekHours week={calendar.week} /> },
          {
            id: 'years',
            title: t('calendar.page.years'),
            content: <Years calendar={calendar} onYear={onYear} />,
          },
          calendar.can.includes('assign') && {
            id: 'assign',
            title: t('calendar.page.assign'),
            content: <AssignCalendar calendar={calendar} />,
          },
        ]}
      />
      {dialog === 'edit' && <EditCalendar calendar={calendar} onClose={close} />}
      {dialog === 'enter_year' && <EnterYear calendar={calendar} year={year} onClose={close} />}
      {typeof dialog === 'object' && <DayDialog calendar={calendar} day={dialog.day} onClose={close} />}
    </>
  )
}

type YearProps = Omit<Props, 'onYear'> & { onDay: ((day: string) => void) | undefined }

function Year({ calendar, year, today, onDay }: YearProps) {
  const { t } = useWords()
  const days = new Map(calendar.days.map((day) => [day.day, day]))
  return (
    <>
      <ul className="calendar-legend">
        <li>
          <span className="month-day is-holiday">
            <span className="month-mark">{t('calendar.page.mark.holiday')}</span>
          </span>
          {t('calendar.page.kind.holiday')}
        </li>
        <li>
          <span className="month-day is-make_up">
            <span className="month-mark">{t('calendar.page.mark.make_up')}</span>
          </span>
          {t('calendar.page.kind.make_up')}
        </li>
        <li>
          <span className="month-day is-rest number">6</span>
          {t('calendar.page.kind.rest')}
        </li>
      </ul>
      <div className="calendar-year">
        {[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => (
          <MonthGrid
            key={month}
            year={year}
            month={month}
            week={calendar.week}
            days={days}
            today={today}
            onDay={onDay}
          />
        ))}
      </div>
    </>
  )
}

function YearSwitch({ year, onYear }: Pick<Props, 'year' | 'onYear'>) {
  const { t } = useWords()
  return (
    <span className="calendar-tools">
      <Button
        type="text"
        size="small"
        icon={<LeftOutlined aria-hidden="true" />}
        disabled={year <= 1970}
        aria-label={t('calendar.page.previous')}
        onClick={() => onYear(year - 1)}
      />
      <strong className="number">{t('calendar.page.year', { year })}</strong>
      <Button
        type="text"
        size="small"
        icon={<RightOutlined aria-hidden="true" />}
        disabled={year >= 2200}
        aria-label={t('calendar.page.next')}
        onClick={() => onYear(year + 1)}
      />
    </span>
  )
}

function Years({ calendar, onYear }: Pick<Props, 'calendar' | 'onYear'>) {
  const { t } = useWords()
  if (calendar.years.length === 0) return <p className="faint">{t('calendar.page.known_none')}</p>
  return (
    <ul className="calendar-years">
      {calendar.years.toReversed().map(({ year, source }) => (
        <li key={year}>
          <button type="button" className="plain-button" onClick={() => onYear(year)}>
            {t('calendar.page.year', { year })}
          </button>
          <span className="faint">{t(`calendar.page.source.${source}`)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Today where the company is, `YYYY-MM-DD`. */
function useToday(): string {
  const { time_zone } = useSession().company
  return new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone }).format(Date.now())
}
