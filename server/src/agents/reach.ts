import type { Role } from '@switchboard/prisma'
import type { Context } from '../context.ts'

/** The role of somebody who works here and the brands they are limited to (null: all); null when there is nobody. */
export async function reachOf(
  { db }: Context,
  agentId: string,
): Promise<{ role: Role; brandIds: string[] | null } | null> {
  const found = await db.prisma.agent.findUnique({
    where: { id: agentId, active: true },
    select: { role: true, brands: true },
  })
  if (!found) return null
  const brandIds = found.brands.map(({ brandId }) => brandId)
  return { role: found.role, brandIds: brandIds.length > 0 ? brandIds : null }
}
