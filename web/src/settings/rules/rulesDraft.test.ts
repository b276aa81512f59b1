import { describe, expect, it } from 'vitest'
import { newCondition } from './conditionDraft.ts'
import { newRule, ruleInput } from './rulesDraft.ts'

describe('the form of a rule', () => {
  it('is sent with numbers, and without what does not belong to its kind', () => {
    const rule = {
      ...newRule('q'),
      name: 'VIP',
      boostSeconds: ' 60 ',
      skills: [{ id: 's', proficiency: 4 }],
      conditions: [
        { ...newCondition('ATTRIBUTE'), name: 'tier', values: ['vip'] },
        { ...newCondition(), name: 'left over', values: ['help'] },
      ],
    }
    expect(ruleInput(rule)).toEqual({
      name: 'VIP',
      active: true,
      queueId: 'q',
      boostSeconds: 60,
      skills: [{ skillId: 's', level: 4 }],
      conditions: [
        { kind: 'ATTRIBUTE', name: 'tier', values: ['vip'], within: true },
        { kind: 'WORDS', values: ['help'], within: true },
      ],
    })
  })

  it('sends what is no number as one that is refused', () => {
    expect(ruleInput({ ...newRule('q'), id: 'r', boostSeconds: 'soon' })).toMatchObject({ id: 'r', boostSeconds: -1 })
  })
})
