import { describe, expect, it } from 'vitest'
import { newQueueInput, queueDraft, queueInput } from './queueDraft.ts'

describe('the form of a queue', () => {
  it('sends only what was changed', () => {
    expect(queueInput({ name: 'Returns', ageingSeconds: '' })).toEqual({ name: 'Returns', ageingSeconds: null })
    expect(queueInput({ agents: [{ id: 'mia', proficiency: 4 }], targetSeconds: ' 20 ' })).toEqual({
      agents: [{ agentId: 'mia', proficiency: 4 }],
      targetSeconds: 20,
    })
  })

  it('sends what is no number as one that is refused at its field', () => {
    expect(queueInput({ targetSeconds: 'soon', priorityClass: '', ageingSeconds: '1.5' })).toEqual({
      targetSeconds: -1,
      priorityClass: -1,
      ageingSeconds: -1,
    })
  })

  it('makes a queue of a brand with everything that stands in it', () => {
    expect(newQueueInput({ ...queueDraft(null, 'brand'), name: 'Orders', everyone: true })).toMatchObject({
      name: 'Orders',
      brandId: 'brand',
      everyone: true,
      priorityClass: 5,
      ageingSeconds: null,
      formula: 'SL6',
    })
  })
})
