import { expect, it } from 'vitest'
import { weights } from '../../../../test/support/routing/floors.ts'
import { type EstimateInput, estimatedWait } from './estimated-wait.ts'

const free = { ready: true as true | string, capacity: 100, used: 0, usedInterruptible: 0, exclusive: false }
const full = { ...free, used: 100 }
const input: EstimateInput = {
  ahead: 0,
  answers: [{ handleSeconds: 240 }, { handleSeconds: 360 }],
  usualHandleSeconds: 100,
  demand: weights.chat,
  desks: [full, full],
}

it('counts one end for each who is ahead and one for itself: 3 × 300 s over eight places', () => {
  expect(estimatedWait({ ...input, ahead: 2 })).toBe(112.5)
})

it('counts calls one a desk', () => {
  expect(estimatedWait({ ...input, ahead: 1, demand: weights.voice })).toBe(300)
})

it('is nothing while there is room for it and for those ahead, and never less', () => {
  expect(estimatedWait({ ...input, ahead: 4, desks: [free] })).toBe(75)
  expect(estimatedWait({ ...input, ahead: 3, desks: [free] })).toBe(0)
  expect(estimatedWait({ ...input, desks: [free] })).toBe(0)
})

it('takes the usual handle time until there are answers', () => {
  expect(estimatedWait({ ...input, answers: [], demand: weights.voice })).toBe(50)
})

it('counts those in wrap-up as staffed, and nobody who is away', () => {
  expect(estimatedWait({ ...input, desks: [{ ...free, ready: 'wrap_up' }] })).toBe(75)
  expect(estimatedWait({ ...input, desks: [{ ...free, ready: 'break' }] })).toBeNull()
  expect(estimatedWait({ ...input, desks: [] })).toBeNull()
})
