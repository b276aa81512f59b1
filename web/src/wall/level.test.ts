import { expect, it } from 'vitest'
import { levelOf } from './level.ts'

it('a wait is calm, then amber, then red, each from its second on', () => {
  const limits = { amberSeconds: 60, redSeconds: 120 }
  expect([0, 59_999, 60_000, 119_999, 120_000].map((ms) => levelOf(ms, limits))).toEqual([
    'calm',
    'calm',
    'amber',
    'amber',
    'red',
  ])
})
