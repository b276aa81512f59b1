import type { Tx } from '../platform/database.ts'

/**
 * An agent who is to have a conversation, held so that they cannot be removed or limited to other brands in this moment
 * and keep it; null when there is none.
 */
export async function heldAgent(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM agents WHERE id = ${id}::uuid FOR SHARE`
  const agent = await tx.agent.findUnique({ where: { id }, include: { brands: true } })
  return agent && { name: agent.name, active: agent.active, brandIds: agent.brands.map((b) => b.brandId) }
}
