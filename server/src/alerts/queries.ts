import type { AlertRule } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import type { AlertRow } from '../graphql/rows.ts'
import { alertEditor } from './policy.ts'

/** What is watched in the brands the viewer sees, by name. @throws UnauthenticatedError, ForbiddenError. */
export async function alertRules({ db, viewer }: Context): Promise<AlertRule[]> {
  const { brandIds } = alertEditor(viewer)
  const where = brandIds ? { brandId: { in: brandIds } } : {}
  return db.prisma.alertRule.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/** What fires now, then what fired before, the newest first. @throws UnauthenticatedError, ForbiddenError. */
export async function alerts({ db, viewer }: Context, first: number): Promise<AlertRow[]> {
  const { brandIds } = alertEditor(viewer)
  const rows = await db.prisma.alert.findMany({
    where: { firedAt: { not: null }, ...(brandIds && { rule: { brandId: { in: brandIds } } }) },
    include: { rule: true },
    orderBy: [{ clearedAt: { sort: 'desc', nulls: 'first' } }, { firedAt: 'desc' }],
    take: Math.min(Math.max(first, 1), 200),
  })
  return rows
}
