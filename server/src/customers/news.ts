import type { CustomerEvent } from '../channels/channel.ts'
import type { StoredEvent } from '../platform/events/event.ts'
import { readMessages } from './messages.ts'
import type { Needs } from './needs.ts'
import { readSummaries, type Summary } from './summaries.ts'

/** What one event of the log means to a contact's devices on a channel. */
export interface EventNews {
  at: bigint
  contactId: string
  /** Whose the conversation is now: nobody else is told, not even of the same contact. */
  identityId: string
  channelId: string
  events: CustomerEvent[]
}

/** Opening and delivery change nothing a customer sees; notes, priorities and labels are the centre's own. */
const shown = new Set([
  'conversation.assigned',
  'conversation.status_changed',
  'conversation.seen',
  'conversation.rated',
])

const isMessage = (event: StoredEvent) => event.type === 'message.added' && event.data.kind !== 'note'

/**
 * Turns events into what customers are told, with two reads for all of them. Conversations are as they are now, so a
 * replay ends in the present.
 */
export async function toNews(needs: Pick<Needs, 'db' | 'seal' | 'clock'>, events: StoredEvent[]): Promise<EventNews[]> {
  const relevant = events.filter((event) => isMessage(event) || shown.has(event.type))
  const [summaries, messages] = await Promise.all([
    readSummaries(needs.db, [...new Set(relevant.flatMap((event) => event.conversationId ?? []))]),
    readMessages(
      needs,
      relevant.filter(isMessage).map((event) => String(event.data.messageId)),
    ),
  ])
  const merged = await movedByMerge(needs, events)
  return events.flatMap((event): EventNews[] => {
    if (event.contactId === null) return []
    const { contactId, id: at } = event
    if (event.type === 'contact.merged') {
      const place = ({ channelId, identityId }: Summary) => `${channelId} ${identityId}`
      const together = Map.groupBy(merged.get(contactId) ?? [], place)
      return [...together.values()].flatMap((list) => {
        const { channelId, identityId } = list[0] as Summary
        return [{ at, contactId, identityId, channelId, events: list.map(conversationNews) }]
      })
    }
    const summary = isMessage(event) || shown.has(event.type) ? summaries.get(event.conversationId ?? '') : undefined
    if (!summary) return []
    const { channelId, identityId } = summary
    if (!isMessage(event)) return [{ at, contactId, identityId, channelId, events: [conversationNews(summary)] }]
    const message = messages.get(String(event.data.messageId))
    if (!message) return []
    const news = { type: 'message', message, conversation: summary.view } as const
    return [{ at, contactId, identityId, channelId, events: [news] }]
  })
}

const conversationNews = (summary: Summary) => ({ type: 'conversation' as const, conversation: summary.view })

/** After a merge the person's other devices learn of the newest conversations they got, by contact. */
async function movedByMerge({ db }: Pick<Needs, 'db'>, events: StoredEvent[]): Promise<Map<string, Summary[]>> {
  const targets = events.filter((event) => event.type === 'contact.merged').flatMap((event) => event.contactId ?? [])
  if (targets.length === 0) return new Map()
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT c.id FROM unnest($1::uuid[]) t, LATERAL
       (SELECT id FROM conversations WHERE contact_id = t ORDER BY created_at DESC LIMIT 20) c`,
    [targets],
  )
  const summaries = await readSummaries(
    db,
    rows.map((row) => row.id),
  )
  return Map.groupBy(summaries.values(), (summary) => summary.contactId)
}
