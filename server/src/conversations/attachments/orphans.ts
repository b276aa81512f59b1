import type { Services } from '../../context.ts'

/** Longer than a train is in tunnels, in ms: a message that waits for the network still finds its files. */
const waits = 4 * 3_600_000
const pageSize = 200

/** Removes files that no message took within four hours; returns how many. */
export async function removeOrphans({ db, files, clock }: Pick<Services, 'db' | 'files' | 'clock'>): Promise<number> {
  let removed = 0
  for (;;) {
    const where = { messageId: null, createdAt: { lt: new Date(clock.now().getTime() - waits) } }
    const rows = await db.prisma.attachment.findMany({ where, take: pageSize })
    for (const row of rows) {
      // The row goes first, and only while no message has it: a file without a row harms nobody.
      const { count } = await db.prisma.attachment.deleteMany({ where: { id: row.id, messageId: null } })
      if (count === 0) continue
      removed++
      await files.remove(row.storageKey)
      if (row.thumbnailKey) await files.remove(row.thumbnailKey)
    }
    if (rows.length < pageSize) return removed
  }
}

/** Clears up every ten minutes, on one worker. */
export async function registerFileJobs(services: Services): Promise<void> {
  await services.jobs.schedule('attachments.orphans', '*/10 * * * *', async () => {
    const removed = await removeOrphans(services)
    if (removed > 0) services.log.info({ removed }, 'removed files that no message took')
  })
}
