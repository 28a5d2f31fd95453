import { z } from 'zod'
import { byId, endpoint, seen } from '../http/contract.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const weekday = z.enum(weekdays)
export type Weekday = z.infer<typeof weekday>

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'http.errors.time_of_day')
export const interval = z.object({ from: time, to: time.or(z.literal('24:00')) })
export type Interval = z.infer<typeof interval>

/** Working hours of a day: stretches in order that don't touch, lunch being the gap. Empty: a day off. */
const hours = z
  .array(interval)
  .max(6)
  .refine((list) => list.every((one, i) => one.from < one.to && (list[i - 1]?.to ?? '') < one.from), {
    error: 'calendar.errors.hours_overlap',
  })
export const week = z
  .object({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours })
  .refine((all) => weekdays.some((one) => all[one].length > 0), { error: 'calendar.errors.week_empty' })
export type Week = z.infer<typeof week>

export const dayKinds = ['holiday', 'make_up'] as const
export const calendarDay = z
  .object({
    day: z.iso.date(),
    kind: z.enum(dayKinds),
    /** A make-up day: which weekday's hours are worked; null: those of the first worked weekday. */
    hours_as: weekday.nullable(),
    name: z.string().trim().min(1).max(60),
    name_en: z.string().trim().max(60).nullable(),
  })
  .refine((one) => one.kind === 'make_up' || one.hours_as === null, {
    path: ['hours_as'],
    error: 'calendar.errors.hours_as_holiday',
  })
export type CalendarDayRow = z.infer<typeof calendarDay>

const year = z.coerce.number().int().min(1970).max(2200)
const named = { name: z.string(), name_tw: z.string().nullish(), name_en: z.string().nullable() }
const names = { name: z.string().trim().min(1).max(60), name_en: z.string().trim().max(60).nullable() }
const knownYear = z.object({ year: z.int(), source: z.enum(['published', 'entered']) })

export const calendarSummary = z.object({
  id: z.uuid(),
  ...named,
  is_default: z.boolean(),
  organisations: z.int(),
  known_until: z.int().nullable(),
})
export type CalendarSummary = z.infer<typeof calendarSummary>

export const calendarPage = z.object({
  id: z.uuid(),
  ...named,
  is_default: z.boolean(),
  week,
  years: z.array(knownYear),
  /** The days of the year asked for that differ from the week, in order. */
  days: z.array(z.object({ ...calendarDay.shape, name_tw: z.string().nullable() })),
  /** False: nobody has entered the year asked for; its deadlines follow the week alone. */
  year_known: z.boolean(),
  version: z.int(),
  can: z.array(z.enum(['edit', 'assign'])),
})
export type CalendarPage = z.infer<typeof calendarPage>

export const organisationCalendar = z.object({
  organisation_id: z.uuid(),
  calendar: z.object({ id: z.uuid(), ...named }),
  /** Where it comes from: the organisation itself, an ancestor, or the company's default (null). */
  from_organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Version of the organisation's own choice; 0 where it has none. */
  version: z.int(),
})

const byDay = z.object({ id: z.uuid(), day: z.iso.date() })
const byYear = z.object({ id: z.uuid(), year })

export const listCalendars = endpoint({
  name: 'calendar.calendar.list',
  method: 'GET',
  path: '/api/calendar/calendars',
  guard: 'calendar.calendar.read',
  summary: 'Lists the working calendars.',
  returns: z.object({ items: z.array(calendarSummary), can: z.array(z.enum(['create'])) }),
})
export const readCalendar = endpoint({
  name: 'calendar.calendar.read',
  method: 'GET',
  path: '/api/calendar/calendars/:id',
  guard: 'calendar.calendar.read',
  summary: 'Shows a working calendar with the days of one year.',
  params: byId,
  query: z.object({ year: year.optional() }),
  returns: calendarPage,
})
export const createCalendar = endpoint({
  name: 'calendar.calendar.create',
  method: 'POST',
  path: '/api/calendar/calendars',
  guard: 'calendar.calendar.create',
  summary: 'Creates a working calendar, copying the days of another where told.',
  body: z.object({ ...names, week, copy_of: z.uuid().nullable() }),
  returns: calendarPage,
})
export const editCalendar = endpoint({
  name: 'calendar.calendar.edit',
  method: 'PUT',
  path: '/api/calendar/calendars/:id',
  guard: 'calendar.calendar.edit',
  summary: 'Changes the name and the weekly hours of a working calendar.',
  params: byId,
  body: seen.extend({ ...names, week }),
  returns: calendarPage,
})
export const enterYear = endpoint({
  name: 'calendar.calendar.enter_year',
  method: 'PUT',
  path: '/api/calendar/calendars/:id/years/:year',
  guard: 'calendar.calendar.edit',
  summary: 'Enters all holidays and make-up days of a year at once.',
  params: byYear,
  body: seen.extend({ days: z.array(calendarDay).max(120) }),
  returns: calendarPage,
})
export const addDay = endpoint({
  name: 'calendar.calendar.add_day',
  method: 'POST',
  path: '/api/calendar/calendars/:id/days',
  guard: 'calendar.calendar.edit',
  summary: 'Marks one day as a holiday or as worked.',
  params: byId,
  body: seen.extend({ day: calendarDay }),
  returns: calendarPage,
})
export const removeDay = endpoint({
  name: 'calendar.calendar.remove_day',
  method: 'DELETE',
  path: '/api/calendar/calendars/:id/days/:day',
  guard: 'calendar.calendar.edit',
  summary: 'Lets a day follow the week again.',
  params: byDay,
  query: z.object({ version: z.coerce.number().int().min(1) }),
  returns: calendarPage,
})
export const readOrganisationCalendar = endpoint({
  name: 'calendar.organisation.read',
  method: 'GET',
  path: '/api/calendar/organisations/:id',
  guard: 'calendar.calendar.read',
  summary: 'Says which calendar an organisation works by, and why.',
  params: byId,
  returns: organisationCalendar,
})
export const assignCalendar = endpoint({
  name: 'calendar.organisation.assign',
  method: 'PUT',
  path: '/api/calendar/organisations/:id',
  guard: 'calendar.organisation.assign',
  summary: 'Gives an organisation its own calendar, or lets it inherit again.',
  params: byId,
  body: z.object({ calendar_id: z.uuid().nullable(), version: z.int().min(0) }),
  returns: organisationCalendar,
})
