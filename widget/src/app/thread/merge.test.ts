import { expect, test } from 'vitest'
import type { ConversationSummary, WireMessage } from '../../protocol.ts'
import { emptyThread, markOf, mergeLive, mergeMessages, mergePage, mergeSummary } from './merge.ts'

const message = (seq: number, body = `m${seq}`): WireMessage => ({
  id: `id${seq}`,
  clientId: null,
  conversationId: 'c',
  seq,
  author: 'agent',
  agent: null,
  body,
  attachments: [],
  at: '2026-01-01T00:00:00Z',
})
const page = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => message(from + at))
const seqs = (messages: WireMessage[]) => messages.map(({ seq }) => seq)
const summary = (over: Partial<ConversationSummary>): ConversationSummary => ({
  id: 'c',
  status: 'open',
  topic: null,
  createdAt: '',
  closedAt: null,
  lastMessage: null,
  agent: null,
  unread: 0,
  agentSeenSeq: 0,
  agentDeliveredSeq: 0,
  visitorSeenSeq: 0,
  rating: null,
  ...over,
})

test('a replay changes nothing: each message is there once, in order', () => {
  const once = mergeMessages(page(1, 3), [message(5), message(4)])
  expect(seqs(mergeMessages(once, page(2, 5)))).toEqual([1, 2, 3, 4, 5])
})

test('a live message that follows on is no gap', () => {
  const thread = mergePage(emptyThread, page(1, 3), false, true)
  expect(mergeLive(thread, message(4)).gap).toBe(false)
  expect(mergeLive(thread, message(3)).gap).toBe(false)
})

test('a message that was missed is noticed until a page fills it', () => {
  const thread = mergePage(emptyThread, page(1, 3), false, true)
  const late = mergeLive(thread, message(6))
  expect(late.gap).toBe(true)
  expect(mergeLive(late.thread, message(7)).gap).toBe(true)
  const filled = mergePage(late.thread, page(1, 7), false, true)
  expect(seqs(filled.messages)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(mergeLive(filled, message(8)).gap).toBe(false)
})

test('the place of a private note stays empty and is not asked for again', () => {
  const thread = mergePage(emptyThread, [message(1), message(3)], false, true)
  expect(mergeLive(thread, message(4)).gap).toBe(false)
})

test('after a long absence the thread begins anew instead of hiding a hole', () => {
  const thread = mergePage(emptyThread, page(1, 50), false, true)
  const back = mergePage(thread, page(151, 200), true, true)
  expect(seqs(back.messages)[0]).toBe(151)
  expect(back.more).toBe(true)
})

test('older messages go before, and say when there are no more', () => {
  const thread = mergePage(emptyThread, page(51, 100), true, true)
  const older = mergePage(thread, page(1, 50), false, false)
  expect(older.messages.length).toBe(100)
  expect(older.more).toBe(false)
  expect(older.sureTo).toBe(100)
})

test('a message is sent, delivered once an agent was given it, and seen once one looked', () => {
  const marks = (over: Partial<ConversationSummary>) => [1, 2, 3].map((seq) => markOf(seq, summary(over)))
  expect(marks({})).toEqual(['sent', 'sent', 'sent'])
  expect(marks({ agentDeliveredSeq: 2 })).toEqual(['delivered', 'delivered', 'sent'])
  expect(marks({ agentDeliveredSeq: 3, agentSeenSeq: 1 })).toEqual(['seen', 'delivered', 'delivered'])
})

test('who has the conversation now says nothing of what they were given', () => {
  const agent = { id: 'a', name: 'Anna', avatarUrl: null }
  expect(markOf(2, summary({ agent, agentDeliveredSeq: 1 }))).toBe('sent')
  expect(markOf(2, summary({ agent: null, agentDeliveredSeq: 2 }))).toBe('delivered')
})

test('a late answer takes neither "delivered" nor "seen" back', () => {
  const known = summary({ agentDeliveredSeq: 5, agentSeenSeq: 4 })
  const late = summary({ agentDeliveredSeq: 3, agentSeenSeq: 2 })
  expect(mergeSummary(known, late)).toMatchObject({ agentDeliveredSeq: 5, agentSeenSeq: 4 })
})
