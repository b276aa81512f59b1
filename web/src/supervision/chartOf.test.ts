import { expect, it } from 'vitest'
import { chartOf } from './chartOf.ts'

const none = { answered: 0, answeredInTime: 0, abandoned: 0, flowedOut: 0, withdrawn: 0, waiting: 0 }
const interval = (start: string, some: Partial<typeof none & { offered: number }>) =>
  ({ start, serviceLevel: null, counters: { offered: 0, ...none, ...some } }) as never

it('puts what became of people above one another, the fullest quarter as high as the picture', () => {
  const { bars, width, most, to } = chartOf([
    interval('2026-03-02T09:00:00.000Z', { offered: 4, answered: 3, answeredInTime: 2, abandoned: 1 }),
    interval('2026-03-02T09:45:00.000Z', { offered: 1, waiting: 1 }),
  ])
  expect([width, most, to]).toEqual([160, 4, '2026-03-02T13:00:00.000Z'])
  expect(bars.map(({ x }) => x)).toEqual([1, 31])
  expect(bars[0]?.parts).toEqual([
    { kind: 'inTime', y: 50, height: 50 },
    { kind: 'late', y: 25, height: 25 },
    { kind: 'left', y: 0, height: 25 },
  ])
  expect(bars[1]?.parts).toEqual([{ kind: 'other', y: 75, height: 25 }])
})

it('is empty where nobody came', () => {
  expect(chartOf([]).bars).toEqual([])
})
