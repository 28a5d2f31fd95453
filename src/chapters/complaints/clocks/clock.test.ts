import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workCalendar } from '../../../kernel/calendar/calendar.ts'
import { officeWeek } from '../../../kernel/calendar/mainland.ts'
import { firstLimits, limitsOf } from '../limits/limits-of.ts'
import {
  type Clock,
  dueAt,
  elapsedAt,
  leftAt,
  limitClock,
  pauseClock,
  pausedAt,
  resumeClock,
  startClock,
  stopClock,
} from './clock.ts'

// Hours 9-12 and 13:30-17:00; Saturday 10 October 2026 is worked instead of a holiday.
const shanghai = workCalendar({
  time_zone: 'Asia/Shanghai',
  week: officeWeek,
  days: [{ day: '2026-10-10', kind: 'make_up', hours_as: 'mon' }],
})
const at = (local: string) => new Date(`${local}:00+08:00`)
const minutes = (ms: number) => ms / 60_000
const hour = 60

describe('clocks on the organisation’s working calendar', () => {
  test('received Friday 16:30, one working hour: due Monday 9:30', () => {
    expect(dueAt(shanghai, startClock(hour, at('2026-11-27T16:30')))).toEqual(at('2026-11-30T09:30'))
  })

  test('a make-up Saturday counts', () => {
    expect(dueAt(shanghai, startClock(hour, at('2026-10-09T16:30')))).toEqual(at('2026-10-10T09:30'))
  })

  test('waiting for the customer pauses: the due time moves by the time waited', () => {
    const begun = startClock(4 * hour, at('2026-11-23T09:00'))
    const waiting = pauseClock(shanghai, begun, at('2026-11-23T10:00'))
    expect(dueAt(shanghai, waiting)).toBeNull()
    const again = resumeClock(shanghai, waiting, at('2026-11-25T13:30'))
    expect(dueAt(shanghai, again)).toEqual(at('2026-11-25T16:30'))
  })

  test('pausing two days and then raising the severity keeps elapsed and paused time', () => {
    const begun = startClock(16 * hour, at('2026-11-23T09:00'))
    const waiting = pauseClock(shanghai, begun, at('2026-11-23T11:00'))
    const again = resumeClock(shanghai, waiting, at('2026-11-25T11:00'))
    const graver = limitClock(again, 8 * hour)
    const now = at('2026-11-25T11:00')
    expect(minutes(elapsedAt(shanghai, graver, now))).toBe(2 * hour)
    expect(minutes(pausedAt(shanghai, graver, now))).toBe(2 * 6.5 * hour)
    expect(minutes(leftAt(shanghai, graver, now))).toBe(6 * hour)
    expect(dueAt(shanghai, graver)).toEqual(at('2026-11-26T10:30'))
  })

  test('reopening resumes, it does not restart', () => {
    const done = stopClock(shanghai, startClock(10 * hour, at('2026-11-23T09:00')), at('2026-11-23T15:30'))
    const reopened = resumeClock(shanghai, done, at('2026-11-26T09:00'))
    expect(minutes(leftAt(shanghai, reopened, at('2026-11-26T09:00')))).toBe(5 * hour)
    expect(minutes(pausedAt(shanghai, reopened, at('2026-11-26T09:00')))).toBe(0)
  })

  test('four fifths of the time are gone at their own instant', () => {
    const begun = startClock(10 * hour, at('2026-11-23T09:00'))
    expect(dueAt(shanghai, begun, 0.8)).toEqual(at('2026-11-24T10:30'))
  })
})

describe('limits', () => {
  const regulation = { complaint_ack_hours: 8, complaint_resolve_days: 15, complaint_extend_days: 30 }
  const times = { ...regulation, limits: firstLimits(regulation) }
  const received_at = at('2026-11-02T09:00')
  const resolution = (severity: number, extensions: number) => {
    const { resolution: limit } = limitsOf(shanghai, { severity, received_at, extensions }, times)
    return dueAt(shanghai, startClock(limit, received_at))
  }

  test('day 15 becomes day 30 once extended, and day 45 by a second extension', () => {
    expect(resolution(1, 0)).toEqual(at('2026-11-17T17:00'))
    expect(resolution(1, 1)).toEqual(at('2026-12-02T17:00'))
    expect(resolution(1, 2)).toEqual(at('2026-12-17T17:00'))
  })

  test('the gravest complaint is answered in an eighth of the time: one working hour', () => {
    expect(limitsOf(shanghai, { severity: 4, received_at, extensions: 0 }, times).response).toBe(60)
    expect(limitsOf(shanghai, { severity: 1, received_at, extensions: 0 }, times).response).toBe(480)
  })
})

describe('whatever happens to a clock', () => {
  const step = fc.record({
    act: fc.constantFrom('pause', 'resume', 'stop', 'limit'),
    after: fc.integer({ min: 0, max: 3 * 24 * 60 }),
    limit: fc.integer({ min: 1, max: 5000 }),
  })
  const begin = at('2026-11-23T09:00')
  const walk = (steps: { act: string; after: number; limit: number }[]) => {
    let clock: Clock = startClock(600, begin)
    let now = begin
    const seen: { clock: Clock; now: Date }[] = [{ clock, now }]
    for (const { act, after, limit } of steps) {
      now = new Date(now.getTime() + after * 60_000)
      if (act === 'pause') clock = pauseClock(shanghai, clock, now)
      if (act === 'resume') clock = resumeClock(shanghai, clock, now)
      if (act === 'stop') clock = stopClock(shanghai, clock, now)
      if (act === 'limit') clock = limitClock(clock, limit)
      seen.push({ clock, now })
    }
    return seen
  }

  test('no time is lost and none is counted twice: elapsed and paused never exceed the working time gone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        for (const { clock, now } of walk(steps)) {
          const gone = elapsedAt(shanghai, startClock(1, begin), now)
          expect(elapsedAt(shanghai, clock, now) + pausedAt(shanghai, clock, now)).toBeLessThanOrEqual(gone)
          const standing = [clock.running_since, clock.paused_since, clock.stopped_at]
          expect(standing.filter((one) => one !== null).length).toBe(1)
        }
      }),
    )
  })

  test('elapsed time never falls, and a running clock is due exactly when nothing is left', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let before = 0
        for (const { clock, now } of walk(steps)) {
          const elapsed = elapsedAt(shanghai, clock, now)
          expect(elapsed).toBeGreaterThanOrEqual(before)
          before = elapsed
          const due = dueAt(shanghai, clock)
          expect(due === null).toBe(clock.running_since === null)
          if (due !== null && due >= now)
            expect(Math.abs(leftAt(shanghai, clock, due))).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
