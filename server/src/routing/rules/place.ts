import type { Prisma, RoutingRule } from '@switchboard/prisma'
import { isOpenAt } from '../../opening-hours/business-time.ts'
import { asOpeningHours, type StoredHours } from '../../opening-hours/read.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { firstMatch } from './match.ts'
import { asRule } from './stored.ts'

interface Arrival extends StoredHours {
  conversationId: string
  contactId: string
  brandId: string
  channelId: string
  /** The queue it stands in so far. */
  queueId: string
  priority: string
  topic: string | null
  text: string
  language: string | null
  attributes: Record<string, unknown>
  /** Nobody has taken it or moved it yet. */
  waits: boolean
}

const batch = 200

/** Asks the rules about every new conversation, and leads those for which one holds to its queue. */
export async function placeArrivals(tx: Tx, now: Date): Promise<void> {
  for (;;) {
    const arrivals = await readArrivals(tx)
    if (arrivals.length === 0) return
    const rules = Map.groupBy(await rulesOf(tx, arrivals), ({ brandId }) => brandId)
    for (const arrival of arrivals) await place(tx, arrival, rules.get(arrival.brandId) ?? [], now)
    if (arrivals.length < batch) return
  }
}

async function place(tx: Tx, arrival: Arrival, rules: readonly RoutingRule[], now: Date) {
  const { conversationId, brandId, contactId, queueId } = arrival
  const open = isOpenAt(asOpeningHours(arrival), now)
  const asked = rules.map((row) => ({ ...asRule(row), row }))
  const rule = arrival.waits ? (firstMatch(asked, { ...arrival, open })?.row ?? null) : null
  const { id = null, name = null, boostSeconds = 0, skills = [] } = rule ?? {}
  const data = { placedAt: now, ruleId: id, ruleName: name, boostSeconds, skills: skills as Prisma.InputJsonValue }
  await tx.placement.update({ where: { conversationId }, data })
  if (!rule || rule.queueId === queueId) return
  await tx.conversation.update({ where: { id: conversationId }, data: { queueId: rule.queueId } })
  const fact = { from: queueId, to: rule.queueId, rule: name }
  await append(tx, { type: 'conversation.queued', brandId, conversationId, contactId, data: fact })
}

/** Those that somebody works on in this moment come with the next round. */
const readArrivals = (tx: Tx) => tx.$queryRaw<Arrival[]>`
  SELECT c.id AS "conversationId", c.contact_id AS "contactId", c.brand_id AS "brandId", c.channel_id AS "channelId",
         coalesce(c.queue_id, h.queue_id) AS "queueId", c.topic, t.locale AS language, t.attributes, o.hours,
         o.holidays, o.time_zone AS "timeZone", c.status = 'open' AND c.assignee_id IS NULL AND c.queue_id IS NULL AS waits,
         c.priority, words_of(c.id) AS text
    FROM placements p JOIN conversations c ON c.id = p.conversation_id JOIN channels h ON h.id = c.channel_id
    JOIN contacts t ON t.id = c.contact_id CROSS JOIN LATERAL hours_of(c.queue_id, c.channel_id) o
   WHERE p.placed_at IS NULL ORDER BY c.id LIMIT ${batch} FOR UPDATE OF c SKIP LOCKED`

const rulesOf = (tx: Tx, arrivals: readonly Arrival[]) =>
  tx.routingRule.findMany({
    where: { active: true, brandId: { in: [...new Set(arrivals.map(({ brandId }) => brandId))] } },
    orderBy: [{ place: 'asc' }, { id: 'asc' }],
  })
