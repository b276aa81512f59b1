import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryState, type Known } from './state.ts'

const message: Known = {
  kind: 'outbound',
  seq: 3,
  failure: null,
  contactDeliveredSeq: 0,
  contactSeenSeq: 0,
  pull: true,
}

describe('how far an answer got', () => {
  it('is sent once it is stored, where the customer fetches it', () => {
    expect(deliveryState(message)).toBe('sent')
  })

  it('is queued until it is handed over, where a provider carries it', () => {
    expect(deliveryState({ ...message, pull: false })).toBe('queued')
  })

  it('is delivered and seen with every answer before the one that was', () => {
    expect(deliveryState({ ...message, contactDeliveredSeq: 5 })).toBe('delivered')
    expect(deliveryState({ ...message, contactDeliveredSeq: 5, contactSeenSeq: 3 })).toBe('seen')
    expect(deliveryState({ ...message, contactDeliveredSeq: 5, contactSeenSeq: 2 })).toBe('delivered')
  })

  it('stays failed, whatever was seen after it', () => {
    expect(deliveryState({ ...message, failure: 'The number does not exist.', contactSeenSeq: 9 })).toBe('failed')
  })

  it('is not asked of what customers, colleagues and the hub say', () => {
    for (const kind of ['inbound', 'note', 'system'] as const) expect(deliveryState({ ...message, kind })).toBeNull()
  })

  it('never goes back while the marks go forward', () => {
    const order = ['queued', 'sent', 'delivered', 'seen']
    const step = fc.record({ delivered: fc.nat(3), seen: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(step), fc.boolean(), (steps, pull) => {
        const marks = { contactDeliveredSeq: 0, contactSeenSeq: 0 }
        let before = -1
        for (const { delivered, seen } of steps) {
          marks.contactDeliveredSeq += delivered
          marks.contactSeenSeq += seen
          const now = order.indexOf(deliveryState({ ...message, ...marks, pull }) ?? '')
          expect(now).toBeGreaterThanOrEqual(before)
          before = now
        }
      }),
    )
  })
})
