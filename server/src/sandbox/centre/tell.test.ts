import { describe, expect, it } from 'vitest'
import { createCrew } from './crew.ts'
import { createPlaces } from './house.ts'
import { createRandom } from './random.ts'
import { isOpen } from './rhythm.ts'
import { allScripts } from './scripts/index.ts'
import { tellCentre } from './tell.ts'

const began = new Date('2026-03-01T09:00:00Z')

/** The centre as it would be told at a moment. */
function told(seed: number, now: string) {
  const random = createRandom(seed)
  const [crew, places] = [createCrew(random, began), createPlaces(random, began)]
  return tellCentre(random, { crew, places, now: new Date(now), began })
}

describe('the story of the demo centre', () => {
  it('is the same for the same seed and moment, and another for another seed', () => {
    // As one text: comparing some fifty thousand rows one by one takes seconds.
    const [one, again, other] = [1, 1, 2].map((seed) => JSON.stringify(told(seed, '2026-05-04T10:00:00Z')))
    expect(again === one).toBe(true)
    expect(other === one).toBe(false)
  }, 20_000)

  // The middle of the night, a closed Sunday, the hour the clocks are put forward, and a holiday abroad.
  it.each(['2026-05-05T02:00:00Z', '2026-05-10T14:00:00Z', '2026-03-29T01:00:00Z', '2026-12-31T23:59:59Z'])(
    'has the same work waiting whenever somebody looks: %s',
    (now) => {
      const { conversations, events } = told(3, now)
      const open = conversations.filter(({ status }) => status === 'open')
      expect(open.filter(({ assigneeId }) => assigneeId === null)).toHaveLength(14)
      expect(open).toHaveLength(38)
      expect(conversations.length).toBeGreaterThan(1900)
      expect(events.filter(({ at }) => at > new Date(now))).toEqual([])
    },
  )

  it('answers within a quarter of an hour when somebody is there to answer', () => {
    const { conversations } = told(4, '2026-05-04T10:00:00Z')
    const quarter = 900_000
    const waits = conversations.flatMap(({ createdAt, firstReplyAt }) => {
      const staffed = isOpen(createdAt) && isOpen(new Date(createdAt.getTime() + quarter))
      return firstReplyAt && staffed ? [new Date(firstReplyAt).getTime() - createdAt.getTime()] : []
    })
    expect(waits.length).toBeGreaterThan(1500)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(20_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(quarter)
  })
})

describe('the scripts', () => {
  it('are many, of different names, and each is a conversation', () => {
    expect(allScripts.length).toBeGreaterThan(60)
    expect(new Set(allScripts.map(({ name }) => name)).size).toBe(allScripts.length)
    for (const { lines } of allScripts) {
      expect(lines[0]?.by).toBe('customer')
      expect(lines.some(({ by }) => by === 'agent')).toBe(true)
    }
  })
})
