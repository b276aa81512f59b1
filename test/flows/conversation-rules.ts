import type { Services } from '../../server/src/context.ts'

type Prisma = Services['db']['prisma']
type Conversation = Awaited<ReturnType<typeof read>>[number]
type Event = Awaited<ReturnType<Prisma['event']['findMany']>>[number]

const read = (prisma: Prisma, contactId: string) =>
  prisma.conversation.findMany({ where: { contactId }, include: { messages: { orderBy: { seq: 'asc' } } } })

/** The rules that the rows and events of one contact break, in words; none when all is well. */
export async function brokenRules({ db }: Services, contactId: string, acknowledged: Set<string>): Promise<string[]> {
  const conversations = await read(db.prisma, contactId)
  const events = await db.prisma.event.findMany({ where: { contactId }, orderBy: { id: 'asc' } })
  const stored = conversations.flatMap((row) => row.messages.map((message) => message.id))
  const open = conversations.filter((row) => row.status !== 'closed')
  const found: Record<string, boolean> = {
    'an acknowledged message is not there': acknowledged.difference(new Set(stored)).size > 0,
    'two conversations are open': open.length > 1,
  }
  for (const row of conversations) {
    Object.assign(found, brokenInRow(row))
    Object.assign(
      found,
      brokenInStory(
        row,
        events.filter((event) => event.conversationId === row.id),
      ),
    )
  }
  return Object.keys(found).filter((rule) => found[rule])
}

function brokenInRow(row: Conversation): Record<string, boolean> {
  const { messages } = row
  const inbound = messages.filter((message) => message.kind === 'inbound')
  const last = messages.at(-1)
  const answered = messages.findLast((message) => message.kind === 'outbound')?.seq ?? 0
  const name = (rule: string) => `${rule} (#${row.number})`
  return {
    [name('numbers are not 1 to n')]: messages.some((message, i) => message.seq !== i + 1),
    [name('the last number is wrong')]: row.lastSeq !== messages.length,
    [name('the newest message is another')]: row.lastMessageKind !== last?.kind,
    [name('snoozed without a time')]: (row.status === 'snoozed') !== (row.snoozedUntil !== null),
    [name('closed without a time')]: (row.status === 'closed') !== (row.closedAt !== null),
    [name('unread is not what came after the mark')]:
      row.unreadCount !== inbound.filter((message) => message.seq > row.agentSeenSeq).length,
    [name('waiting is not what is open and unanswered')]:
      (row.waitingSince !== null) !== (row.status !== 'closed' && inbound.some((message) => message.seq > answered)),
    [name('answered without a first answer')]: answered > 0 !== (row.firstReplyAt !== null),
  }
}

/** Tells the story again from the events alone: it has to end where the row is. */
function brokenInStory(row: Conversation, events: Event[]): Record<string, boolean> {
  let status = 'open'
  let assignee: unknown = null
  let broken = events[0]?.type !== 'conversation.opened'
  const added: unknown[] = []
  for (const { type, data } of events) {
    const fact = data as { from?: unknown; to?: unknown; messageId?: unknown }
    if (type === 'message.added') added.push(fact.messageId)
    if (type === 'conversation.status_changed') {
      broken ||= fact.from !== status
      status = String(fact.to)
    }
    if (type === 'conversation.assigned') {
      broken ||= agentIn(fact.from) !== assignee
      assignee = agentIn(fact.to)
    }
  }
  const same = JSON.stringify(added) === JSON.stringify(row.messages.map((message) => message.id))
  return {
    [`events do not follow from each other (#${row.number})`]: broken,
    [`events end elsewhere than the row (#${row.number})`]: status !== row.status || assignee !== row.assigneeId,
    [`events tell of other messages (#${row.number})`]: !same,
  }
}

const agentIn = (value: unknown) => (value as { agentId: string | null }).agentId
