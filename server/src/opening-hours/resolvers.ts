import { must } from '../conversations/must.ts'
import type { Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { asOpeningHours } from './read.ts'
import { deleteOpeningHours, openingHours, saveOpeningHours } from './save.ts'

/** When queues and channels are open. */
export const hoursResolvers: Resolvers = {
  Query: { openingHours: (_root, _args, ctx) => openingHours(ctx) },
  Mutation: {
    saveOpeningHours: mutation('SaveOpeningHoursPayload', saveOpeningHours),
    deleteOpeningHours: mutation('DeleteOpeningHoursPayload', deleteOpeningHours),
  },
  OpeningHours: {
    brand: (row, _args, ctx) => must(ctx.loaders.brand.load(row.brandId)),
    hours: (row) => asOpeningHours(row).hours,
    holidays: (row) => asOpeningHours(row).holidays,
    queues: ({ id }, _args, ctx) =>
      ctx.db.prisma.queue.findMany({ where: { hoursId: id, archivedAt: null }, orderBy: { name: 'asc' } }),
    channels: ({ id }, _args, ctx) =>
      ctx.db.prisma.channel.findMany({ where: { hoursId: id }, orderBy: { name: 'asc' } }),
  },
}
