import { describe, expect, it } from 'vitest'
import { sentenceOf } from './sentence.ts'

const fact = (type: string, details: Record<string, unknown> = {}, agent: string | null = null) => ({
  type,
  details,
  byContact: !agent,
  agent: agent ? { name: agent } : null,
})

describe('a timeline in words', () => {
  it('says to whom a conversation was given', () =>
    expect(sentenceOf(fact('conversation.assigned', { to: { agent: 'Ben', team: null } }, 'Ada'))).toEqual({
      key: 'assigned',
      words: { agent: 'Ben' },
    }))
  it('says that an agent took it', () =>
    expect(sentenceOf(fact('conversation.assigned', { to: { agent: 'Ada' } }, 'Ada'))?.key).toBe('assignedSelf'))
  it('says that it was given to nobody', () =>
    expect(sentenceOf(fact('conversation.assigned', { to: { agent: null, team: null } }, 'Ada'))?.key).toBe(
      'unassigned',
    ))
  it('names the labels put on and taken off', () =>
    expect(
      sentenceOf(fact('conversation.labelled', { added: ['VIP', 'Return'], removed: [{ name: 'Old' }] }, 'Ada')),
    ).toEqual({
      key: 'relabelled',
      words: { added: 'VIP, Return', removed: 'Old' },
    }))
  it('tells customer messages from answers', () =>
    expect(sentenceOf(fact('message.added', { kind: 'outbound' }))?.key).toBe('message.outbound'))
  it('tells a merge that was undone on both sides', () => {
    expect(sentenceOf(fact('contact.unmerged', { from: 'id' }, 'Ada'))?.key).toBe('unmerged')
    expect(sentenceOf(fact('contact.unmerged', { into: 'id' }, 'Ada'))?.key).toBe('restored')
  })
  it('keeps silent about what is no news', () => expect(sentenceOf(fact('conversation.seen', { seq: 3 }))).toBeNull())
})
