import { expect, it } from 'vitest'
import { spanOf } from './spanOf.ts'

it('tells a length of time by the largest unit that fits', () => {
  expect([20, 90, 120, 3600, 5400, 172_800, 0].map((seconds) => spanOf(seconds, 'en'))).toEqual([
    '20 seconds',
    '90 seconds',
    '2 minutes',
    '1 hour',
    '90 minutes',
    '2 days',
    '0 seconds',
  ])
})
