import { isDeepStrictEqual } from 'node:util'
import type { Prisma, SlaClock, SlaPolicy } from '@switchboard/prisma'
import { always, type OpeningHours } from '../opening-hours/business-time.ts'
import { asOpeningHours, type StoredHours } from '../opening-hours/read.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { firstMatch } from '../routing/rules/match.ts'
import type { RuleCondition, RuleFacts } from '../routing/rules/rule.ts'
import { type Clock, kinds, type Promised, type Standing, turned } from './clock.ts'

interface Changed extends Omit<RuleFacts, 'open'>, StoredHours {
  conversationId: string
  brandId: string
  contactId: string
  createdAt: Date
  dueAt: Date | null
}

/** Conversations that something happened to, those that wait longest first; `but` these. */
export async function changedConversations(tx: Tx, but: readonly string[], most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT conversation_id AS id FROM sla_changes WHERE conversation_id <> ALL (${but}::uuid[])
     GROUP BY conversation_id ORDER BY min(id) LIMIT ${most}`
  return rows.map(({ id }) => id)
}

/** Brings the clocks of a conversation up to what happened to it, unless somebody else works on it in this moment. */
export async function syncClocks(tx: Tx, conversationId: string): Promise<void> {
  const [changed] = await readChanged(tx, conversationId)
  if (!changed) return
  const where = { conversationId }
  const standings = await tx.slaChange.findMany({ where, orderBy: { id: 'asc' } })
  if (standings.length === 0) return
  const policy = policyFor(changed, await policiesOf(tx, changed.brandId))
  const hours = policy?.businessTime === false ? always : asOpeningHours(changed)
  await bring(tx, changed, await newestClocks(tx, conversationId), standings, policy && asPromised(policy), hours)
  await tx.slaChange.deleteMany({ where: { id: { in: standings.map(({ id }) => id) } } })
}

/** Writes what became of the clocks of one conversation. */
async function bring(
  tx: Tx,
  { conversationId, brandId, contactId, createdAt, dueAt }: Changed,
  before: readonly SlaClock[],
  standings: readonly Standing[],
  promised: Promised | null,
  hours: OpeningHours,
) {
  const open: Clock[] = []
  let changed = false
  for (const kind of kinds) {
    let stored: SlaClock | null = before.find((clock) => clock.kind === kind) ?? null
    let clock: Clock | null = stored
    for (const standing of standings) {
      const next = turned(kind, clock, { ...standing, createdAt }, promised, hours)
      // A new clock takes the place of one that is over; what became of that one stays.
      if (clock && next && next !== clock && next.startedAt !== clock.startedAt) {
        changed = (await save(tx, conversationId, stored, clock)) || changed
        stored = null
      }
      clock = next
    }
    if (clock) changed = (await save(tx, conversationId, stored, clock)) || changed
    if (clock && !clock.endedAt) open.push(clock)
  }
  if (!changed) return
  // The inbox is put in order by what is due soonest.
  const running = open.flatMap((clock) => (clock.runningSince && clock.dueAt ? [clock.dueAt] : []))
  const soonest = running.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
  if (soonest?.getTime() !== dueAt?.getTime()) {
    await tx.conversation.update({ where: { id: conversationId }, data: { dueAt: soonest } })
  }
  await append(tx, { type: 'conversation.clocks_changed', brandId, conversationId, contactId })
}

/** Writes a clock that is not as it is stored. @returns whether it was. */
async function save(tx: Tx, conversationId: string, stored: SlaClock | null, clock: Clock): Promise<boolean> {
  const { policyId, kind, startedAt, targetSeconds, usedSeconds, runningSince, nextAt } = clock
  const { warnAt, dueAt, warnedAt, breachedAt, endedAt, outcome } = clock
  const moments = { warnAt, dueAt, warnedAt, breachedAt, endedAt, outcome, nextAt }
  const data = { policyId, kind, startedAt, targetSeconds, usedSeconds, runningSince, ...moments }
  if (!stored) await tx.slaClock.create({ data: { id: newId(), conversationId, ...data } })
  else if (isDeepStrictEqual({ ...stored, ...data }, stored)) return false
  else await tx.slaClock.update({ where: { id: stored.id }, data })
  return true
}

/** Of each kind the clock that is open, else the one that ended last. */
const newestClocks = (tx: Tx, conversationId: string) =>
  tx.slaClock.findMany({
    where: { conversationId },
    orderBy: [{ kind: 'asc' }, { endedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    distinct: ['kind'],
  })

const readChanged = (tx: Tx, conversationId: string) => tx.$queryRaw<Changed[]>`
  SELECT c.id AS "conversationId", c.brand_id AS "brandId", c.contact_id AS "contactId", c.created_at AS "createdAt",
         c.due_at AS "dueAt", c.channel_id AS "channelId", coalesce(c.queue_id, h.queue_id) AS "queueId",
         c.priority::text AS priority, c.topic, words_of(c.id) AS text, t.locale AS language, t.attributes,
         o.time_zone AS "timeZone", o.hours, o.holidays
    FROM conversations c JOIN channels h ON h.id = c.channel_id JOIN contacts t ON t.id = c.contact_id
    CROSS JOIN LATERAL hours_of(c.queue_id, c.channel_id) o
   WHERE c.id = ${conversationId}::uuid FOR NO KEY UPDATE OF c SKIP LOCKED`

const policiesOf = (tx: Tx, brandId: string) =>
  tx.slaPolicy.findMany({ where: { active: true, brandId }, orderBy: [{ place: 'asc' }, { id: 'asc' }] })

/** The first policy of which all conditions hold; none asks whether it is open. */
function policyFor(facts: Changed, policies: readonly SlaPolicy[]): SlaPolicy | null {
  const asked = policies.map((policy) => ({ policy, conditions: conditionsOf(policy) }))
  return firstMatch(asked, { ...facts, open: true })?.policy ?? null
}

/** The conditions of a policy as the database holds them. */
export const conditionsOf = ({ conditions }: { conditions: Prisma.JsonValue }) =>
  conditions as unknown as RuleCondition[]

const asPromised = (policy: SlaPolicy): Promised => ({
  id: policy.id,
  warnPercent: policy.warnPercent,
  seconds: {
    first_response: policy.firstResponseSeconds,
    next_response: policy.nextResponseSeconds,
    resolution: policy.resolutionSeconds,
  },
})
