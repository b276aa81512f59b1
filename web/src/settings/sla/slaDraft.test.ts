import { expect, test } from 'vitest'
import { newPolicy, policyInput, slaDraft } from './slaDraft.ts'

test('a policy is sent with its times in seconds, and none where none are promised', () => {
  const draft = { ...newPolicy(), name: 'Gold', first: { amount: '30', unit: 'minutes' as const } }
  expect(policyInput(draft)).toEqual({
    name: 'Gold',
    active: true,
    conditions: [],
    firstResponseSeconds: 1800,
    nextResponseSeconds: null,
    resolutionSeconds: null,
    businessTime: true,
    warnPercent: 75,
  })
  expect(policyInput({ ...draft, warnPercent: 'most' }).warnPercent).toBe(-1)
})

test('what is stored is edited, and sent back as it was', () => {
  const stored = {
    id: 'p',
    name: 'VIP',
    active: false,
    conditions: [{ kind: 'PRIORITY' as const, name: null, values: ['urgent'], within: true }],
    firstResponseSeconds: 900,
    nextResponseSeconds: 7200,
    resolutionSeconds: 172_800,
    businessTime: false,
    warnPercent: 50,
  }
  const [draft] = slaDraft({ version: 1, brand: { id: 'b', name: 'B' }, policies: [stored] } as never)
  expect(draft && policyInput(draft)).toEqual({
    ...stored,
    conditions: [{ kind: 'PRIORITY', values: ['urgent'], within: true }],
  })
})
