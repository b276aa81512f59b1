import type { Services } from '../context.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import type { StoredEvent } from '../platform/events/event.ts'
import { type Loop, startLoop } from '../platform/loop.ts'
import { transact } from '../platform/transaction.ts'
import { ticked } from './clock.ts'
import { changedConversations, syncClocks } from './sync.ts'

/** A lost wake-up costs at most this much, in ms. */
const idle = 3000
const patience = 60_000
const batch = 100
const moving = /^(conversation\.(?!clocks_changed|sla_|seen|delivered)|message\.added|directory\.changed)/

/**
 * Keeps the clocks of conversations: what happened to a conversation is followed as soon as the event log tells of it, and
 * warnings and breaches come when they are due, by the clock that is due soonest. Any number of processes may run it.
 */
export function startClocks(services: Services): Loop {
  // A centre that promises nothing has nothing to pay for this.
  let promised: boolean | null = null

  /** What failed, and until when it is left alone: it does not keep the others waiting. */
  const failed = new Map<string, number>()

  async function each(ids: readonly string[], work: (tx: Tx, id: string) => Promise<void>) {
    for (const id of ids) {
      await transact(services, (tx) => work(tx, id)).catch((error: unknown) => {
        services.log.error({ err: error, conversationId: id }, 'what is due could not be counted; it is tried again')
        failed.set(id, services.clock.now().getTime() + patience)
      })
    }
  }

  async function look() {
    promised ??= await isAnythingPromised(services.db.prisma)
    if (!promised) return null
    const now = services.clock.now()
    for (const [id, until] of failed) if (until <= now.getTime()) failed.delete(id)
    const changed = await changedConversations(services.db.prisma, [...failed.keys()], batch)
    await each(changed, syncClocks)
    if (changed.length === batch) return 0
    const { late, next } = await readDue(services.db.prisma, now, [...failed.keys()])
    await each(late, (tx, id) => tick(tx, id, now))
    return late.length === batch ? 0 : next && next.getTime() - services.clock.now().getTime()
  }
  const loop = startLoop({ what: 'what is due to customers', look, idle, log: services.log })
  const stopListening = services.tail.listen((events: StoredEvent[]) => {
    if (events.some(({ type }) => type === 'directory.changed')) promised = null
    if (promised !== false && events.some(({ type }) => moving.test(type))) loop.wake()
  })
  return {
    wake: loop.wake,
    stop() {
      stopListening()
      return loop.stop()
    },
  }
}

/** Also of policies that were just removed something is left to do. */
const isAnythingPromised = async (prisma: Tx) =>
  (await prisma.slaPolicy.findFirst({ select: { id: true } })) !== null ||
  (await prisma.slaClock.findFirst({ where: { endedAt: null }, select: { id: true } })) !== null

/** Whose clocks are to say something by now, and when the next one is. */
async function readDue(prisma: Tx, now: Date, but: readonly string[]) {
  const rows = await prisma.$queryRaw<{ conversationId: string; nextAt: Date }[]>`
    SELECT conversation_id AS "conversationId", next_at AS "nextAt" FROM sla_clocks
     WHERE next_at IS NOT NULL AND conversation_id <> ALL (${but}::uuid[]) ORDER BY next_at LIMIT ${batch}`
  const late = rows.filter(({ nextAt }) => nextAt <= now)
  return {
    late: [...new Set(late.map(({ conversationId }) => conversationId))],
    next: rows[late.length]?.nextAt ?? null,
  }
}

/** Says that clocks of a conversation warn, or are breached, unless it is not so any more. */
async function tick(tx: Tx, conversationId: string, now: Date) {
  const [held] = await tx.$queryRaw<{ brandId: string; contactId: string }[]>`
    SELECT brand_id AS "brandId", contact_id AS "contactId" FROM conversations
     WHERE id = ${conversationId}::uuid FOR NO KEY UPDATE`
  // What happened meanwhile is followed first.
  if (!held || (await tx.slaChange.count({ where: { conversationId } })) > 0) return
  const clocks = await tx.slaClock.findMany({ where: { conversationId, nextAt: { lte: now } } })
  for (const before of clocks) {
    const { clock, news } = ticked(before, now)
    if (!news) continue
    const { warnedAt, breachedAt, nextAt, kind, dueAt } = clock
    await tx.slaClock.update({ where: { id: before.id }, data: { warnedAt, breachedAt, nextAt } })
    const data = { kind, dueAt: dueAt?.toISOString() ?? null }
    await append(tx, { type: `conversation.sla_${news}`, conversationId, ...held, data })
  }
}
