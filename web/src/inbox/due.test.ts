import { describe, expect, it } from 'vitest'
import { leftOf, urgencyOf } from './due.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute))
const due = {
  kind: 'FIRST_RESPONSE' as const,
  warnAt: at(45).toISOString(),
  dueAt: at(60).toISOString(),
  breachedAt: null,
  leftSeconds: null,
}
const paused = { ...due, warnAt: null, dueAt: null, leftSeconds: 600 }

describe('what is due', () => {
  it('is calm, then amber, then red, without waiting for the hub', () => {
    expect([0, 45, 59, 60, 90].map((minute) => urgencyOf(due, at(minute)))).toEqual([
      'calm',
      'soon',
      'soon',
      'late',
      'late',
    ])
  })
  it('stands still while the customer has the next word, and stays red when it was late', () => {
    expect(urgencyOf(paused, at(90))).toBe('paused')
    expect(urgencyOf({ ...paused, breachedAt: at(60).toISOString() }, at(90))).toBe('late')
  })
  it('counts down, and up again when it is late', () => {
    expect(leftOf(due, at(50))).toBe(600_000)
    expect(leftOf(due, at(70))).toBe(-600_000)
    expect(leftOf(paused, at(70))).toBe(600_000)
  })
})
