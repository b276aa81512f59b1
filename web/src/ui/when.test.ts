import { describe, expect, it } from 'vitest'
import { ago, moment } from './when.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString()

describe('how long ago something was', () => {
  it.each([
    [5, 'now'],
    [90, '1 min. ago'],
    [2 * 3600, '2 hr. ago'],
    [26 * 3600, 'yesterday'],
    [9 * 86_400, '9 days ago'],
  ])('%i seconds ago reads "%s"', (seconds, words) => expect(ago(before(seconds), now, 'en')).toBe(words))

  it('is a date once it is a month away', () => expect(ago('2026-03-01T12:00:00Z', now, 'en')).toBe('Mar 1, 2026'))
  it('speaks German', () => expect(ago(before(2 * 3600), now, 'de')).toBe('vor 2 Std.'))
})

describe('a moment', () => {
  const local = (text: string) => new Date(text).toISOString()
  const today = new Date('2026-11-22T12:00:00').getTime()
  it('of today is a time', () => expect(moment(local('2026-11-22T09:05:00'), today, 'de')).toBe('09:05'))
  it('of another day has its date', () =>
    expect(moment(local('2026-11-21T09:05:00'), today, 'de')).toBe('21.11.2026, 09:05'))
})
