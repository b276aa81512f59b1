import type { StoredEvent } from '../platform/events/event.ts'
import { announcementOf } from '../channels/announcement.ts'
import type { Following } from './follow.ts'
import type { Needs } from './needs.ts'

/** Tells customers whose chat is open what a queue of their channel has to say to all, and when that is over. */
export function announce({ db, tail, log }: Pick<Needs, 'db' | 'tail' | 'log'>, following: Following): () => void {
  async function tell(queueId: string) {
    const where = { id: queueId }
    const queue = await db.prisma.queue.findUnique({ where, include: { channels: { select: { id: true } } } })
    const channels = new Set(queue?.channels.map(({ id }) => id))
    const event = { type: 'announcement', text: announcementOf(queue) } as const
    following.tell(({ customer }) => channels.has(customer.channelId), event)
  }
  return tail.listen((events: StoredEvent[]) => {
    for (const { type, data } of events) {
      if (type !== 'queue.crisis') continue
      const failed = (error: unknown) => log.warn({ err: error }, 'an announcement was not told to those who are there')
      void tell(String(data['queueId'])).catch(failed)
    }
  })
}
