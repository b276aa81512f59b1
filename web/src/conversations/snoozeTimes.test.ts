import { describe, expect, it } from 'vitest'
import { snoozeTimes } from './snoozeTimes.ts'

const offered = (now: Date) => Object.fromEntries(snoozeTimes(now).map((time) => [time.key, time.at]))
const wednesday = (hour: number) => new Date(2026, 2, 4, hour)

describe('putting a conversation off', () => {
  it('can be for an hour', () => expect(offered(wednesday(10))['hour']).toEqual(wednesday(11)))
  it('can be until this evening', () => expect(offered(wednesday(10))['evening']).toEqual(wednesday(18)))
  it('is not until this evening when it is evening', () => expect(offered(wednesday(17))['evening']).toBeUndefined())
  it('can be until tomorrow at nine', () => expect(offered(wednesday(10))['tomorrow']).toEqual(new Date(2026, 2, 5, 9)))
  it('can be until next Monday', () => expect(offered(wednesday(10))['monday']).toEqual(new Date(2026, 2, 9, 9)))
  it('on a Monday is until the one after', () =>
    expect(offered(new Date(2026, 2, 9, 10))['monday']).toEqual(new Date(2026, 2, 16, 9)))
  it('on a Sunday is until the day after', () =>
    expect(offered(new Date(2026, 2, 8, 10))['monday']).toEqual(new Date(2026, 2, 9, 9)))
})
