import type { Context } from '../context.ts'
import type { Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { signedIn } from '../viewer.ts'
import { createBrand } from './create-brand.ts'
import type { Holiday } from '../opening-hours/holidays.ts'
import type { HoursInterval } from '../opening-hours/week.ts'
import { updateBrand } from './update-brand.ts'

/** The companies the centre works for. */
export const resolvers: Resolvers = {
  Query: { brands: (_root, _args, ctx) => brands(ctx) },
  Mutation: {
    createBrand: mutation('CreateBrandPayload', createBrand),
    updateBrand: mutation('UpdateBrandPayload', updateBrand),
  },
  Brand: {
    hours: (row) => row.hours as unknown as HoursInterval[],
    holidays: (row) => row.holidays as unknown as Holiday[],
  },
}

async function brands({ db, viewer }: Context) {
  const { brandIds } = signedIn(viewer)
  return db.prisma.brand.findMany({ where: brandIds ? { id: { in: brandIds } } : {}, orderBy: { name: 'asc' } })
}
