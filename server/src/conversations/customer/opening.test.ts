import { describe, expect, it } from 'vitest'
import { opening } from './opening.ts'

const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: 9 * 60, to: 17 * 60 }))
const at = (text: string) => new Date(text)

describe('opening hours', () => {
  it('are always open when none are set', () => {
    expect(opening([], 'UTC', at('2026-11-22T03:00:00Z'))).toEqual({ openNow: true, nextOpenAt: null })
  })
  it('follow the clock of the brand, end excluded', () => {
    expect(opening(weekdays, 'Europe/Berlin', at('2026-11-23T08:00:00Z')).openNow).toBe(true)
    expect(opening(weekdays, 'Europe/Berlin', at('2026-11-23T07:59:59Z')).openNow).toBe(false)
    expect(opening(weekdays, 'Europe/Berlin', at('2026-11-23T16:00:00Z')).openNow).toBe(false)
  })
  it('say when they open next, over the weekend', () => {
    const friday = opening(weekdays, 'Europe/Berlin', at('2026-11-27T16:30:12Z'))
    expect(friday.nextOpenAt).toEqual(at('2026-11-30T08:00:00Z'))
  })
  it('say the right moment when the clocks change in between', () => {
    const beforeSummer = opening(weekdays, 'Europe/Berlin', at('2026-03-27T17:00:00Z'))
    expect(beforeSummer.nextOpenAt).toEqual(at('2026-03-30T07:00:00Z'))
    const beforeWinter = opening(weekdays, 'Europe/Berlin', at('2026-10-23T17:00:00Z'))
    expect(beforeWinter.nextOpenAt).toEqual(at('2026-10-26T08:00:00Z'))
  })
  it('reach to midnight', () => {
    expect(opening([{ day: 7, from: 0, to: 1440 }], 'UTC', at('2026-11-22T23:59:00Z')).openNow).toBe(true)
    expect(opening([{ day: 7, from: 0, to: 1440 }], 'UTC', at('2026-11-23T00:00:00Z')).openNow).toBe(false)
  })
})
