import type {
  ConversationSummary,
  SendAnswer,
  SendRequest,
  SessionAnswer,
  SessionRequest,
  StreamEvent,
  ThreadPage,
  WidgetConfig,
  WireAgent,
  WireAttachment,
  WireMessage,
} from '../src/protocol.ts'
import { configOf } from './texts.ts'

export interface Conversation {
  summary: ConversationSummary
  messages: WireMessage[]
  seq: number
}
export interface Visitor {
  id: string
  name: string | null
  email: string | null
  verified: boolean
  conversations: Conversation[]
  events: StreamEvent[]
  streams: Set<(event: object, cursor?: number) => void>
}
export type World = ReturnType<typeof createWorld>

export const anna: WireAgent = { id: 'a1', name: 'Anna Berg', avatarUrl: null }

/** The mock hub's memory, and the levers a test pulls. */
export function createWorld() {
  const visitors: Visitor[] = []
  const tokens = new Map<string, Visitor>()
  const faults: { path: string; status: number }[] = []
  const lost: string[] = []
  let made = 0

  const emit = (visitor: Visitor, event: StreamEvent, kept = true) => {
    if (kept) visitor.events.push(event)
    visitor.streams.forEach((write) => write(event, kept ? visitor.events.length : undefined))
  }
  const newVisitor = (more: Partial<Visitor> = {}): Visitor => {
    const visitor = {
      id: `v${++made}`,
      name: null,
      email: null,
      verified: false,
      conversations: [],
      events: [],
      streams: new Set<never>(),
      ...more,
    }
    visitors.push(visitor)
    return visitor
  }
  const begin = (visitor: Visitor, topic: string | null): Conversation => {
    const summary: ConversationSummary = {
      id: `c${++made}`,
      status: 'open',
      topic,
      createdAt: new Date().toISOString(),
      closedAt: null,
      lastMessage: null,
      agent: null,
      unread: 0,
      agentDeliveredSeq: 0,
      agentSeenSeq: 0,
      visitorSeenSeq: 0,
      rating: null,
    }
    const conversation = { summary, messages: [], seq: 0 }
    visitor.conversations.unshift(conversation)
    return conversation
  }
  const append = (visitor: Visitor, conversation: Conversation, part: Partial<WireMessage> & { body: string }) => {
    const message: WireMessage = {
      id: `m${++made}`,
      clientId: null,
      conversationId: conversation.summary.id,
      seq: ++conversation.seq,
      author: 'agent',
      agent: part.author === 'visitor' ? null : anna,
      attachments: [],
      at: new Date().toISOString(),
      ...part,
    }
    conversation.messages.push(message)
    const { summary } = conversation
    summary.lastMessage = { body: message.body, at: message.at, author: message.author }
    if (message.author === 'agent') {
      summary.unread++
      summary.agent = message.agent
    }
    emit(visitor, { type: 'message', message, conversation: { ...summary } })
    return message
  }
  const changed = (visitor: Visitor, { summary }: Conversation) => {
    emit(visitor, { type: 'conversation', conversation: { ...summary } })
    return { ...summary }
  }

  const world = {
    visitors,
    files: new Map<string, { bytes: Buffer; contentType: string }>(),
    log: [] as string[],
    typed: '',
    settings: {
      down: false,
      answers: false,
      online: true,
      form: false,
      identityRequired: false,
      greeting: true,
      theme: 'auto' as WidgetConfig['theme'],
      colour: '#4f46e5',
    },
    /** The next request to the path fails with the status. */
    failNext: (path: string, status: number) => faults.push({ path, status }),
    /** The next request to the path is carried out, but its answer never arrives. */
    loseNext: (path: string) => lost.push(path),
    fault(path: string) {
      const at = faults.findIndex((one) => one.path === path)
      return at < 0 ? null : faults.splice(at, 1)[0]!.status
    },
    loseAnswer(path: string) {
      const at = lost.indexOf(path)
      return at >= 0 && lost.splice(at, 1).length > 0
    },
    config: (locale: string): WidgetConfig => configOf(locale, world.settings),
    byToken: (token: string) => tokens.get(token),
    dropTokens: () => tokens.clear(),
    session({ token, identity, reset }: SessionRequest): SessionAnswer {
      const before = reset ? undefined : visitors.find(({ id }) => token?.startsWith(`${id}.`))
      const user = identity && 'userId' in identity ? identity : undefined
      const known = user && visitors.find(({ id }) => id === user.userId)
      const visitor = user
        ? (known ??
          newVisitor({
            id: user.userId,
            verified: true,
            name: user.name ?? null,
            email: user.email ?? null,
            conversations: before && !before.verified ? before.conversations : [],
          }))
        : (before ?? newVisitor())
      const answer = `${visitor.id}.token`
      tokens.set(answer, visitor)
      const open = visitor.conversations.find(({ summary }) => summary.status === 'open')
      return {
        token: answer,
        visitor: { id: visitor.id, name: visitor.name, email: visitor.email, verified: visitor.verified },
        conversation: open ? { ...open.summary } : null,
        unread: visitor.conversations.reduce((sum, { summary }) => sum + summary.unread, 0),
        cursor: String(visitor.events.length),
      }
    },
    summaries: (visitor: Visitor) => visitor.conversations.map(({ summary }) => ({ ...summary })),
    page({ summary, messages }: Conversation, before: number): ThreadPage {
      const earlier = messages.filter(({ seq }) => seq < before)
      return { conversation: { ...summary }, messages: earlier.slice(-50), more: earlier.length > 50 }
    },
    receive(visitor: Visitor, { clientId, body, attachmentIds, form }: SendRequest): SendAnswer {
      for (const { summary, messages } of visitor.conversations) {
        const message = messages.find((one) => one.clientId === clientId)
        if (message) return { message, conversation: { ...summary }, duplicate: true }
      }
      if (typeof form?.email === 'string') visitor.email = form.email
      const conversation =
        visitor.conversations.find(({ summary }) => summary.status === 'open') ??
        begin(visitor, (form?.topic as string) ?? null)
      const attachments = attachmentIds.map((id) => world.attachment(id))
      const message = append(visitor, conversation, { author: 'visitor', clientId, body, attachments })
      if (world.settings.answers) world.answer(visitor, conversation, body)
      return { message, conversation: { ...conversation.summary }, duplicate: false }
    },
    attachment(id: string): WireAttachment {
      const { bytes, contentType } = world.files.get(id)!
      const image = contentType === 'image/png'
      const url = `files/${id}`
      return {
        id,
        name: image ? 'picture.png' : 'file',
        contentType,
        size: bytes.length,
        url,
        thumbnailUrl: image ? url : null,
        width: image ? bytes.readUInt32BE(16) : null,
        height: image ? bytes.readUInt32BE(20) : null,
      }
    },
    say: (
      visitor: Visitor,
      body: string,
      more: Partial<WireMessage> = {},
      conversation = visitor.conversations[0] ?? begin(visitor, null),
    ) => append(visitor, conversation, { body, ...more }),
    note: (visitor: Visitor) => void visitor.conversations[0]!.seq++,
    begin,
    type: (visitor: Visitor, typing = true) =>
      emit(
        visitor,
        { type: 'typing', conversationId: visitor.conversations[0]!.summary.id, agent: anna, typing },
        false,
      ),
    read(visitor: Visitor, seen: number) {
      const conversation = visitor.conversations[0]!
      Object.assign(conversation.summary, { agentDeliveredSeq: seen, agentSeenSeq: seen, agent: anna })
      changed(visitor, conversation)
    },
    seen(visitor: Visitor, conversation: Conversation, seq: number) {
      Object.assign(conversation.summary, { visitorSeenSeq: seq, unread: 0 })
      changed(visitor, conversation)
    },
    end(visitor: Visitor, conversation: Conversation) {
      Object.assign(conversation.summary, { status: 'closed', closedAt: new Date().toISOString() })
      return changed(visitor, conversation)
    },
    rate(visitor: Visitor, conversation: Conversation, score: number, comment: string | null) {
      conversation.summary.rating = { score, comment }
      return changed(visitor, conversation)
    },
    answer(visitor: Visitor, conversation: Conversation, body: string) {
      setTimeout(() => world.read(visitor, 0), 400)
      setTimeout(() => world.read(visitor, conversation.seq), 900)
      setTimeout(() => world.type(visitor), 1200)
      setTimeout(
        () => append(visitor, conversation, { body: `Thank you. You wrote: “${body}”. I am looking into it.` }),
        3200,
      )
    },
  }
  return world
}
