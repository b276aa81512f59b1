import { describe, expect, it } from 'vitest'
import { type Fact, isTold, timelineWords } from './timelineWords.ts'

const t = (key: string, values: Record<string, unknown> = {}) =>
  [key.replace('inbox.', ''), ...Object.values(values)].join('|')
const told = (fact: Partial<Fact>) =>
  timelineWords({ type: '', byContact: false, details: {}, agent: null, ...fact }, t)
const ada = { name: 'Ada' }

describe('the history in words', () => {
  it('says who gave a conversation to whom', () =>
    expect(told({ type: 'conversation.assigned', agent: ada, details: { to: { agent: { name: 'Bo' } } } })).toBe(
      'fact.assigned|Ada|Bo',
    ))
  it('says who took one', () =>
    expect(told({ type: 'conversation.assigned', agent: ada, details: { to: { agent: { name: 'Ada' } } } })).toBe(
      'fact.taken|Ada',
    ))
  it('says when it went to a team', () =>
    expect(told({ type: 'conversation.assigned', agent: ada, details: { to: { team: 'Billing' } } })).toBe(
      'fact.assigned|Ada|Billing',
    ))
  it('says when it was taken from everybody', () =>
    expect(told({ type: 'conversation.assigned', agent: ada, details: { to: {} } })).toBe('fact.unassigned|Ada'))
  it('says what the customer did', () =>
    expect(told({ type: 'conversation.rated', byContact: true, details: { score: 4 } })).toBe(
      'fact.rated|fact.customer|4',
    ))
  it('says which labels were put on and taken off', () => {
    const details = { added: ['VIP'], removed: [{ name: 'Refund' }] }
    expect(told({ type: 'conversation.labelled', agent: ada, details })).toBe(
      'fact.labelled|Ada|VIP; fact.unlabelled|Ada|Refund',
    )
  })
  it('names what this screen does not know yet', () =>
    expect(told({ type: 'call.put_through' })).toBe('fact.other|fact.hub|call put through'))
  it('leaves out what stands in the thread', () => expect(isTold({ type: 'message.added' })).toBe(false))
})
