import type { Context } from '../../context.ts'
import type { BrandRow, RoutingRuleRow } from '../../graphql/rows.ts'
import { queueEditor } from '../queues/policy.ts'

/** The rules of one brand, in the order they are asked. */
export interface BrandRouting {
  brand: BrandRow
  rules: RoutingRuleRow[]
}

/** The rules of the brands the viewer sees, by the brands' names. @throws UnauthenticatedError, ForbiddenError. */
export async function routing({ db, viewer }: Context): Promise<BrandRouting[]> {
  const { brandIds } = queueEditor(viewer)
  const brands = await db.prisma.brand.findMany({
    where: brandIds ? { id: { in: brandIds } } : {},
    include: { rules: { orderBy: [{ place: 'asc' }, { id: 'asc' }] } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return brands.map(({ rules, ...brand }) => ({ brand, rules }))
}
