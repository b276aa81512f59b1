import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueStep, type Step, type StepCondition, type StepsInput, widenSteps } from './steps.ts'

const entered = 1_000_000
const steps: Step[] = [
  {
    id: 'hello',
    conditions: [{ kind: 'waited', seconds: 10 }],
    action: { kind: 'announce', message: 'Nearly there.' },
  },
  {
    id: 'callback',
    conditions: [
      { kind: 'waited', seconds: 30 },
      { kind: 'estimated_wait_over', seconds: 120 },
    ],
    action: { kind: 'offer_callback' },
  },
  { id: 'closed', conditions: [{ kind: 'hours', within: false }], action: { kind: 'voicemail' } },
  {
    id: 'wide',
    conditions: [
      { kind: 'waited', seconds: 20 },
      { kind: 'hours', within: true },
    ],
    action: { kind: 'widen', minProficiency: 2, alsoQueues: ['care'] },
  },
]
const open = { open: true, changesAt: entered + 3_600_000 }
const at = (seconds: number, with_: Partial<StepsInput> = {}): StepsInput => ({
  now: entered + seconds * 1000,
  enteredAt: entered,
  steps,
  taken: new Set(),
  estimatedWait: 60,
  hours: open,
  ...with_,
})
const due = (seconds: number, with_?: Partial<StepsInput>) => dueStep(at(seconds, with_)).step?.id ?? null

describe('the steps of a queue', () => {
  it('are taken once each, when their time has come', () => {
    expect([due(9), due(10), due(10, { taken: new Set(['hello']) })]).toEqual([null, 'hello', null])
  })

  it('wait for all of their conditions', () => {
    const taken = new Set(['hello'])
    expect(due(30, { taken, estimatedWait: 120 })).toBeNull()
    expect(due(29, { taken, estimatedWait: 121 })).toBeNull()
    expect(due(30, { taken, estimatedWait: 121 })).toBe('callback')
  })

  it('take the wait as longer than any where nobody is staffed', () => {
    expect(due(30, { taken: new Set(['hello']), estimatedWait: null })).toBe('callback')
  })

  it('of several, the first goes first', () => {
    expect(due(60, { estimatedWait: 500, hours: { ...open, open: false } })).toBe('hello')
  })

  it('name the moment at which the next could be due', () => {
    expect(dueStep(at(0)).next).toBe(entered + 10_000)
    expect(dueStep(at(0, { estimatedWait: 500, taken: new Set(['hello']) })).next).toBe(entered + 30_000)
    expect(dueStep(at(50, { taken: new Set(['hello']) })).next).toBe(open.changesAt)
    expect(dueStep(at(50, { taken: new Set(['hello', 'callback', 'closed']) })).next).toBeNull()
  })

  it('widen the ring of the decision while their other conditions hold', () => {
    const wide = { afterSeconds: 20, minProficiency: 2, alsoQueues: ['care'] }
    expect(widenSteps(steps, at(0))).toEqual([wide])
    expect(widenSteps(steps, at(0, { hours: { ...open, open: false } }))).toEqual([])
  })
})

const condition: fc.Arbitrary<StepCondition> = fc.oneof(
  fc.record({ kind: fc.constant('waited' as const), seconds: fc.nat(60) }),
  fc.record({ kind: fc.constant('estimated_wait_over' as const), seconds: fc.nat(60) }),
  fc.record({ kind: fc.constant('hours' as const), within: fc.boolean() }),
)

it('no step becomes due before the moment that was named, unless the estimate changes', () => {
  const queue = fc.array(fc.array(condition, { maxLength: 3 }), { maxLength: 4 })
  const hours = fc.record({ open: fc.boolean(), changes: fc.option(fc.nat(60)) })
  fc.assert(
    fc.property(queue, hours, fc.nat(60), fc.nat(60), fc.nat(59), (lists, { open, changes }, wait, waited, more) => {
      const all = lists.map((conditions, n): Step => ({ id: `${n}`, conditions, action: { kind: 'form' } }))
      const changesAt = changes === null ? null : entered + (waited + changes) * 1000 + 1
      const input = at(waited, { steps: all, estimatedWait: wait, hours: { open, changesAt } })
      const { step, next } = dueStep(input)
      const now = Math.min(input.now + more * 1000, (next ?? Infinity) - 1)
      const turned = changesAt !== null && now >= changesAt
      const then = { ...input, now, hours: { open: turned ? !open : open, changesAt: null } }
      if (!turned && next !== null && step === null) expect(dueStep(then).step).toBeNull()
      if (next === null && step === null) expect(dueStep(then).step).toBeNull()
    }),
  )
})
