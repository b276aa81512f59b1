import type { UnreadAnswers } from '@switchboard/prisma'
import type { Services } from '../../context.ts'
import { createPump, type Pump } from '../../platform/pump.ts'
import { mailUnread, type UnreadNeeds } from './mail-unread.ts'

/** How long one has to mail what is unread before another may try, in s. */
const lease = 60

/** Mails answers that their customers did not read where they asked, once they are due. */
export function startUnreadMail(services: UnreadNeeds & Pick<Services, 'log'>): Pump {
  const { db, clock, log } = services
  return createPump<UnreadAnswers>({
    name: 'unread answers',
    size: 4,
    log,
    claim: (count) => claim(db, clock.now(), count),
    handle: (row) => mailUnread(services, row),
  })
}

function claim({ prisma }: UnreadNeeds['db'], now: Date, count: number): Promise<UnreadAnswers[]> {
  const until = new Date(now.getTime() + lease * 1000)
  return prisma.$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      SELECT conversation_id AS id FROM unread_answers WHERE due_at <= ${now}
       ORDER BY due_at LIMIT ${count} FOR UPDATE SKIP LOCKED`
    const where = { conversationId: { in: due.map((row) => row.id) } }
    return due.length === 0 ? [] : tx.unreadAnswers.updateManyAndReturn({ where, data: { dueAt: until } })
  })
}
