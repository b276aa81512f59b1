import type { OpeningHours } from '@switchboard/prisma'
import { signedInAs } from '../agents/policy.ts'
import { knownBrand } from '../brands/known-brand.ts'
import { knownChannels, knownQueues } from '../brands/known-parts.ts'
import { maySeeBrand } from '../brands/policy.ts'
import type { AgentViewer, Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { SaveOpeningHoursInput } from '../graphql/gen/types.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId, newId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { checkedHolidays } from './holidays.ts'
import { checkedHours, checkedTimeZone } from './week.ts'

/** The hours of the brands the viewer sees, by name. @throws UnauthenticatedError, ForbiddenError. */
export async function openingHours({ db, viewer }: Context): Promise<OpeningHours[]> {
  const { brandIds } = signedInAs(viewer, 'supervisor')
  const where = brandIds ? { brandId: { in: brandIds } } : {}
  return db.prisma.openingHours.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/**
 * Saves opening hours and who keeps them; without an id they are new.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field; ConflictError when the name
 * is taken.
 */
export async function saveOpeningHours(ctx: Context, input: SaveOpeningHoursInput) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const data = {
    name: line('name', input.name, 80),
    timeZone: checkedTimeZone(input.timeZone),
    hours: checkedHours(input.hours).map((interval) => ({ ...interval })),
    holidays: checkedHolidays(input.holidays).map((holiday) => ({ ...holiday })),
  }
  const save = () =>
    transact(ctx, async (tx) => {
      const before = input.id == null ? null : await existing(tx, viewer, input.id)
      const brandId = before?.brandId ?? (await knownBrand(tx, viewer, input.brandId))
      const id = before?.id ?? newId()
      const saved = await tx.openingHours.upsert({ where: { id }, create: { id, brandId, ...data }, update: data })
      await keepBy(tx, saved, input)
      await tell(tx, saved, viewer)
      return saved
    })
  return { openingHours: await unlessTaken('There are hours of this name already.', save) }
}

/** Removes opening hours. @throws UnauthenticatedError, ForbiddenError, NotFoundError. */
export async function deleteOpeningHours(ctx: Context, { hoursId }: { hoursId: string }) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  await transact(ctx, async (tx) => {
    const hours = await existing(tx, viewer, hoursId)
    await tx.openingHours.delete({ where: { id: hoursId } })
    await tell(tx, hours, viewer)
  })
  return { hoursId }
}

async function existing(tx: Tx, viewer: AgentViewer, id: string): Promise<OpeningHours> {
  const found = isId(id) ? await tx.openingHours.findUnique({ where: { id } }) : null
  if (!found || !maySeeBrand(viewer, found.brandId)) throw new NotFoundError('There are no such hours.')
  return found
}

/** Has these queues and channels keep the hours, and no others. */
async function keepBy(
  tx: Tx,
  { id: hoursId, brandId }: OpeningHours,
  given: Pick<SaveOpeningHoursInput, 'queueIds' | 'channelIds'>,
) {
  const queueIds = await knownQueues(tx, brandId, given.queueIds)
  const channelIds = await knownChannels(tx, brandId, given.channelIds)
  const none = { hoursId: null }
  await tx.queue.updateMany({ where: { hoursId, id: { notIn: queueIds } }, data: none })
  await tx.queue.updateMany({ where: { id: { in: queueIds } }, data: { hoursId } })
  await tx.channel.updateMany({ where: { hoursId, id: { notIn: channelIds } }, data: none })
  await tx.channel.updateMany({ where: { id: { in: channelIds } }, data: { hoursId } })
}

const tell = (tx: Tx, { brandId }: OpeningHours, { agentId }: AgentViewer) =>
  append(tx, { type: 'directory.changed', brandId, agentId, data: { list: 'OPENING_HOURS' } })
