import { describe, expect, it } from 'vitest'
import { groupMessages, type ThreadMessage } from './groupMessages.ts'

const say = (id: string, kind: string, at: string, agent?: string) =>
  ({ id, kind, at: `2026-03-0${at}`, agent: agent ? { id: agent } : null }) as ThreadMessage

function shape(...messages: ThreadMessage[]) {
  return groupMessages(messages).map((i) => {
    if (i.type === 'group') return i.messages.map((m) => m.id).join('+')
    return i.type === 'system' ? `(${i.message.id})` : 'day'
  })
}

describe('a thread', () => {
  it('joins what one person writes within five minutes', () =>
    expect(shape(say('a', 'INBOUND', '1T10:00'), say('b', 'INBOUND', '1T10:04'))).toEqual(['day', 'a+b']))
  it('parts what is five minutes apart', () =>
    expect(shape(say('a', 'INBOUND', '1T10:00'), say('b', 'INBOUND', '1T10:05'))).toEqual(['day', 'a', 'b']))
  it('parts the words of two agents', () =>
    expect(shape(say('a', 'OUTBOUND', '1T10:00', 'x'), say('b', 'OUTBOUND', '1T10:01', 'y'))).toEqual([
      'day',
      'a',
      'b',
    ]))
  it('parts a note from an answer of the same agent', () =>
    expect(shape(say('a', 'OUTBOUND', '1T10:00', 'x'), say('b', 'NOTE', '1T10:01', 'x'))).toEqual(['day', 'a', 'b']))
  it('draws a line where a day begins', () =>
    expect(shape(say('a', 'INBOUND', '1T23:59'), say('b', 'INBOUND', '2T00:01'))).toEqual(['day', 'a', 'day', 'b']))
  it('shows what the hub says on a line of its own', () =>
    expect(
      shape(say('a', 'INBOUND', '1T10:00'), say('s', 'SYSTEM', '1T10:01'), say('b', 'INBOUND', '1T10:02')),
    ).toEqual(['day', 'a', '(s)', 'b']))
})
