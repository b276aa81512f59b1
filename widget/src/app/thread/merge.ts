import type { ConversationSummary, WireMessage } from '../../protocol.ts'

/** What is known of one conversation's messages, in order of seq, each once. */
export interface Thread {
  messages: WireMessage[]
  /** There are older ones on the hub. */
  more: boolean
  /** Up to this seq nothing is missing between the first message here and the last. */
  sureTo: number
}

export const emptyThread: Thread = { messages: [], more: false, sureTo: 0 }

/** Adds messages: each seq once, in order. The newer copy wins. */
export function mergeMessages(known: WireMessage[], added: WireMessage[]): WireMessage[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]))
  for (const message of added) bySeq.set(message.seq, message)
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** Adds a page read from the hub; between its first and its last message nothing is missing. */
export function mergePage(thread: Thread, page: WireMessage[], more: boolean, latest: boolean): Thread {
  const first = page[0]?.seq ?? 0
  const last = page.at(-1)?.seq ?? 0
  const reaches = !thread.messages.length || first <= thread.sureTo + 1
  // A latest page that does not reach what was known leaves a hole: begin anew from it.
  const known = latest && !reaches && more ? [] : thread.messages
  const older = !known.length || first <= known[0]!.seq
  return {
    messages: mergeMessages(known, page),
    more: older ? more : thread.more,
    sureTo: Math.max(thread.sureTo, last),
  }
}

/** Adds one live message. Its seq may leave a gap: a private note, or a message that was missed. */
export function mergeLive(thread: Thread, message: WireMessage): { thread: Thread; gap: boolean } {
  const next = message.seq <= thread.sureTo + 1
  const messages = mergeMessages(thread.messages, [message])
  return {
    thread: { ...thread, messages, sureTo: next ? Math.max(thread.sureTo, message.seq) : thread.sureTo },
    gap: !next,
  }
}

/** Keeps what moves forward only: an answer that was overtaken does not take a mark back. */
export function mergeSummary(known: ConversationSummary | undefined, next: ConversationSummary): ConversationSummary {
  if (!known) return next
  return {
    ...next,
    agentDeliveredSeq: Math.max(known.agentDeliveredSeq, next.agentDeliveredSeq),
    agentSeenSeq: Math.max(known.agentSeenSeq, next.agentSeenSeq),
    visitorSeenSeq: Math.max(known.visitorSeenSeq, next.visitorSeenSeq),
  }
}

export type Mark = 'sent' | 'delivered' | 'seen'

/** How far a visitor's message has come: stored by the hub, given to an agent, looked at by one. */
export function markOf(seq: number, conversation: ConversationSummary): Mark {
  if (seq <= conversation.agentSeenSeq) return 'seen'
  return seq <= conversation.agentDeliveredSeq ? 'delivered' : 'sent'
}
