import { describe, expect, it } from 'vitest'
import { checkedRules } from './rules.ts'

const now = { targetSeconds: 120, shortAbandonSeconds: 5 }

describe('how a queue serves', () => {
  it('is written as far as it was given', () => {
    expect(
      checkedRules({ name: ' Orders ', targetSeconds: 20, ageingSeconds: null, priorityClass: null }, now),
    ).toEqual({ name: 'Orders', targetSeconds: 20, ageingSeconds: null })
  })

  it.each([
    ['priorityClass', 0],
    ['priorityClass', 10],
    ['targetPercent', 101],
    ['targetSeconds', 0],
    ['ageingSeconds', 9],
    ['offerTimeoutSeconds', 601],
    ['shortAbandonSeconds', -1],
    ['shortAbandonSeconds', 120],
  ])('is refused at the field that is out of bounds: %s %d', (field, value) => {
    expect(() => checkedRules({ [field]: value }, now)).toThrow(expect.objectContaining({ field }))
  })

  it('is refused where the two times contradict each other, whichever of them changes', () => {
    const field = 'shortAbandonSeconds'
    expect(() => checkedRules({ targetSeconds: 5 }, now)).toThrow(expect.objectContaining({ field }))
    expect(checkedRules({ targetSeconds: 5, shortAbandonSeconds: 4 }, now)).toMatchObject({ targetSeconds: 5 })
  })
})
