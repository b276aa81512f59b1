import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always, type OpeningHours } from '../opening-hours/business-time.ts'
import { type Clock, kinds, type Promised, type Standing, ticked, turned } from './clock.ts'

const office: OpeningHours = {
  timeZone: 'UTC',
  hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: 540, to: 1020 })),
  holidays: [],
}
const promised: Promised = {
  id: 'gold',
  seconds: { first_response: 3600, next_response: 7200, resolution: 36_000 },
  warnPercent: 75,
}
/** A minute of Monday. */
const at = (minute: number) => new Date(Date.parse('2026-11-23T09:00:00Z') + minute * 60_000)
const came = { status: 'open', waitingSince: at(0), firstReplyAt: null, answered: false } as const
const replied = { status: 'open', waitingSince: null, firstReplyAt: at(30), answered: true } as const
const standing = (minute: number, how: Omit<Standing, 'at'>) => ({ ...how, at: at(minute), createdAt: at(0) })

/** The clock of a kind after all of this, one after the other. */
const after = (
  kind: (typeof kinds)[number],
  list: [number, Omit<Standing, 'at'>][],
  { hours = always, asked = promised as Promised | null } = {},
) => list.reduce<Clock | null>((clock, [minute, how]) => turned(kind, clock, standing(minute, how), asked, hours), null)

describe('the first answer', () => {
  it('is due from when the customer wrote, and met by it', () => {
    expect(after('first_response', [[0, came]])).toMatchObject({ startedAt: at(0), warnAt: at(45), dueAt: at(60) })
    expect(
      after('first_response', [
        [0, came],
        [30, replied],
      ]),
    ).toMatchObject({ endedAt: at(30), outcome: 'met', nextAt: null })
  })

  it('is breached when it comes too late, also if nobody looked in between', () => {
    const late = after('first_response', [
      [0, came],
      [61, { ...replied, firstReplyAt: at(61) }],
    ])
    expect(late).toMatchObject({ breachedAt: at(60), outcome: 'breached' })
  })

  it('is not owed any more in what is closed without one', () => {
    const closed = after('first_response', [
      [0, came],
      [10, { ...came, status: 'closed', waitingSince: null }],
    ])
    expect(closed).toMatchObject({ outcome: 'withdrawn', endedAt: at(10) })
  })

  it('is owed once, and by nobody without a policy', () => {
    expect(after('first_response', [[40, replied]])).toBeNull()
    expect(after('first_response', [[0, came]], { asked: null })).toBeNull()
  })
})

describe('each further answer', () => {
  it('is due from when the customer wrote again', () => {
    const again = { ...replied, waitingSince: at(100), answered: false }
    expect(
      after('next_response', [
        [30, replied],
        [100, again],
      ]),
    ).toMatchObject({ startedAt: at(100), dueAt: at(220) })
  })

  it('is not owed to who has the last word and only lost their agent', () => {
    expect(after('next_response', [[40, { ...replied, waitingSince: at(40) }]])).toBeNull()
  })
})

describe('the end', () => {
  const pending = { ...replied, status: 'pending' } as const
  const closed = { ...replied, status: 'closed' } as const

  it('stands still while the customer has the next word', () => {
    const clock = after('resolution', [
      [0, came],
      [100, pending],
    ])
    expect(clock).toMatchObject({ runningSince: null, usedSeconds: 6000, nextAt: null })
    const open = after('resolution', [
      [0, came],
      [100, pending],
      [500, replied],
    ])
    expect(open).toMatchObject({ usedSeconds: 6000, runningSince: at(500), dueAt: at(500 + 600 - 100) })
  })

  it('counts from when it is the centre’s turn, in what begins with the customer’s', () => {
    const clock = after('resolution', [
      [0, pending],
      [90, came],
    ])
    expect(clock).toMatchObject({ usedSeconds: 0, runningSince: at(90), dueAt: at(690) })
  })

  it('goes on where it was when the conversation is opened again', () => {
    const clock = after('resolution', [
      [0, came],
      [120, pending],
      [200, replied],
      [260, closed],
    ])
    expect(clock).toMatchObject({ outcome: 'met', endedAt: at(260) })
    const again = turned('resolution', clock, standing(300, replied), promised, always)
    expect(again).toMatchObject({ endedAt: null, outcome: null, runningSince: at(300) })
  })
})

describe('hours', () => {
  it('count only while it is open', () => {
    const [monday, tuesday] = [at(420), at(24 * 60 + 0)]
    const late = { ...came, waitingSince: monday }
    expect(after('first_response', [[420, late]], { hours: office })).toMatchObject({ dueAt: at(480) })
    const later = { ...came, waitingSince: at(450) }
    expect(after('first_response', [[450, later]], { hours: office })?.dueAt).toEqual(
      new Date(tuesday.getTime() + 30 * 60_000),
    )
  })

  it('that are changed take back what was breached by the old ones, and never what was late by both', () => {
    const breached = ticked(after('first_response', [[0, came]])!, at(70)).clock
    const closedToday: OpeningHours = {
      ...always,
      holidays: [{ date: '2026-11-23', name: 'Holiday', from: null, to: null }],
    }
    const recounted = turned('first_response', breached, standing(80, came), promised, closedToday)
    expect(recounted).toMatchObject({ breachedAt: null, warnedAt: null, dueAt: new Date('2026-11-24T01:00:00Z') })
    expect(turned('first_response', breached, standing(80, came), promised, always)?.breachedAt).toEqual(at(60))
  })
})

describe('a clock that nobody touches', () => {
  it('warns, then is breached, each once', () => {
    const clock = after('first_response', [[0, came]])!
    expect(ticked(clock, at(44)).news).toBeNull()
    const warned = ticked(clock, at(45))
    expect(warned).toMatchObject({ news: 'warned', clock: { warnedAt: at(45), nextAt: at(60) } })
    expect(ticked(warned.clock, at(50)).news).toBeNull()
    const breached = ticked(warned.clock, at(60))
    expect(breached).toMatchObject({ news: 'breached', clock: { breachedAt: at(60), nextAt: null } })
    expect(ticked(breached.clock, at(90)).news).toBeNull()
    expect(ticked(clock, at(90)).news).toBe('breached')
  })
})

describe('whatever happens', () => {
  const any = fc.record({
    status: fc.constantFrom('open', 'pending', 'snoozed', 'closed' as const),
    waits: fc.boolean(),
    replied: fc.boolean(),
    answered: fc.boolean(),
    wait: fc.integer({ min: 1, max: 600 }),
    policy: fc.boolean(),
    hours: fc.constantFrom(always, office),
  })

  it('time used never shrinks nor exceeds what went by, and what is over has an outcome and wakes nobody', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(any, { maxLength: 12 }), (kind, list) => {
        let minute = 0
        let clock: Clock | null = null
        for (const { status, waits, replied: has, answered, wait, policy, hours } of list) {
          minute += wait
          const how = {
            status,
            answered,
            waitingSince: waits ? at(minute) : null,
            firstReplyAt: has ? at(minute) : null,
          } as const
          const before: Clock | null = clock
          clock = turned(kind, clock, standing(minute, how), policy ? promised : null, hours)
          if (!clock) continue
          const same = before !== null && before.startedAt.getTime() === clock.startedAt.getTime()
          if (same) expect(clock.usedSeconds).toBeGreaterThanOrEqual(before.usedSeconds)
          expect(clock.usedSeconds).toBeLessThanOrEqual((at(minute).getTime() - clock.startedAt.getTime()) / 1000)
          expect(clock.endedAt === null).toBe(clock.outcome === null)
          if (clock.endedAt || status === 'pending') expect(clock.runningSince ?? clock.nextAt).toBeNull()
          if (clock.runningSince) expect(clock.dueAt!.getTime()).toBeGreaterThanOrEqual(clock.warnAt!.getTime())
        }
      }),
    )
  })
})
