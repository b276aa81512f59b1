import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CarriedState } from '../channels/carried.ts'
import { fold } from './rank.ts'

const order = ['queued', 'sending', 'uncertain', 'sent', 'delivered', 'seen'] as const
const news = fc.constantFrom<CarriedState>('sending', 'sent', 'delivered', 'seen', 'delayed')

describe('news of a message that went out', () => {
  it('come to the same in whatever order, doubled or late, they arrive', () => {
    fc.assert(
      fc.property(fc.array(news), fc.array(news), (some, more) => {
        const forwards = [...some, ...more].reduce(fold, 'sending')
        const shuffled = [...more, ...some, ...more].reduce(fold, 'sending')
        expect(shuffled).toBe(forwards)
      }),
    )
  })

  it('never take a message back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...order), news, (now, one) => {
        expect(order.indexOf(fold(now, one) as 'sent')).toBeGreaterThanOrEqual(order.indexOf(now))
      }),
    )
  })

  it('fail what was handed over, and not what is known to have arrived', () => {
    for (const now of ['queued', 'sending', 'uncertain', 'sent'] as const) expect(fold(now, 'failed')).toBe('failed')
    for (const now of ['delivered', 'seen'] as const) expect(fold(now, 'failed')).toBe(now)
  })

  it('change nothing about what failed or was called off', () => {
    for (const one of ['sent', 'delivered', 'seen', 'failed'] as const) {
      expect(fold('failed', one)).toBe('failed')
      expect(fold('cancelled', one)).toBe('cancelled')
    }
  })
})
