import { describe, expect, it } from 'vitest'
import { clockSpan, isOverLimit, presenceName } from './words.ts'

const t = (key: string) => key

describe('a state', () => {
  it('has its word, or the name the centre gave it', () => {
    expect(presenceName({ state: 'BREAK', reason: { state: 'BREAK' } }, t)).toBe('app.presence.state.BREAK')
    expect(presenceName({ state: 'CUSTOM', reason: { state: 'CUSTOM', name: 'Fire drill' } }, t)).toBe('Fire drill')
    expect(presenceName({ state: 'BUSY', reason: { state: 'AVAILABLE' } }, t)).toBe('app.presence.state.BUSY')
  })

  it('lasts too long once its minutes are over, if it has any', () => {
    const since = '2026-01-05T10:00:00Z'
    const at = (time: string) => new Date(`2026-01-05T${time}Z`)
    expect(isOverLimit({ since, reason: { limitMinutes: 15 } }, at('10:15:00'))).toBe(false)
    expect(isOverLimit({ since, reason: { limitMinutes: 15 } }, at('10:15:01'))).toBe(true)
    expect(isOverLimit({ since, reason: { limitMinutes: null } }, at('22:00:00'))).toBe(false)
  })
})

describe('the time in a state', () => {
  it('is counted as a clock does', () => {
    expect([7_000, 750_900, 3_723_000, -5].map(clockSpan)).toEqual(['0:07', '12:30', '1:02:03', '0:00'])
  })
})
