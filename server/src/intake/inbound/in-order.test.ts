import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOrder } from './in-order.ts'

describe('what comes in on one channel', () => {
  it('is stored in the order in which each sender sent it, however long each takes to be understood', async () => {
    const item = fc.record({ sender: fc.constantFrom('ada', 'ben', 'cem'), takes: fc.nat(5) })
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 8 }), async (items) => {
        const order = createOrder()
        const stored: { sender: string; n: number }[] = []
        const process = async ({ sender, takes }: (typeof items)[number], n: number) => {
          const place = order('channel')
          await new Promise((done) => setTimeout(done, takes))
          await place.turnOf(sender)
          stored.push({ sender, n })
          place.leave()
        }
        await Promise.all(items.map(process))
        for (const sender of ['ada', 'ben', 'cem']) {
          const numbers = stored.filter((one) => one.sender === sender).map((one) => one.n)
          expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
        }
        expect(stored).toHaveLength(items.length)
      }),
      { numRuns: 40 },
    )
  })

  it('does not wait for what is nobody’s, nor for another sender', async () => {
    const order = createOrder()
    const receipt = order('channel')
    const slow = order('channel')
    void slow.turnOf('ada')
    receipt.leave()
    const quick = order('channel')
    await quick.turnOf('ben')
    quick.leave()
    slow.leave()
  })
})
