import type { Role } from '@switchboard/prisma'
import type { AgentViewer } from '../context.ts'
import { ConflictError, ForbiddenError } from '../errors.ts'
import type { AgentRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { unlimited } from './invite.ts'
import { checkedBrands } from './membership.ts'
import { mayEditAgent, mayGiveRole, mayInviteAs } from './policy.ts'

/** What may be changed about a person; what is left out or null stays. */
export interface Changes {
  agentId: string
  name?: string | null
  role?: Role | null
  teamIds?: string[] | null
  brandIds?: string[] | null
  active?: boolean | null
}

/** A person and the brands they are limited to; null for all. */
export interface Person {
  row: AgentRow
  brandIds: string[] | null
}

/** What a person may do from now on. */
export interface Rights {
  role: Role
  active: boolean
  brandIds: string[] | null
}

/**
 * What a change makes of a person's rights, if the viewer may make it; call it while nobody else changes people.
 * @throws ForbiddenError, InvalidInputError; ConflictError when no administrator would be left.
 */
export async function decideChange(tx: Tx, viewer: AgentViewer, before: Person, input: Changes): Promise<Rights> {
  const own = viewer.agentId === before.row.id
  if (!own && !mayEditAgent(viewer, { role: before.row.role, brandIds: before.brandIds })) {
    throw new ForbiddenError('You cannot change somebody whose role or brands go beyond your own.')
  }
  const role = input.role ?? before.row.role
  const active = input.active ?? before.row.active
  const asked = input.brandIds ? await checkedBrands(tx, 'brandIds', input.brandIds) : before.brandIds
  if (role === 'administrator' && input.brandIds?.length) throw unlimited()
  const brandIds = role === 'administrator' || !asked?.length ? null : asked
  if (input.role && input.role !== before.row.role && !mayGiveRole(viewer, role)) {
    throw new ForbiddenError('You cannot give a role above your own.')
  }
  if (own ? gainsReach(before.brandIds, brandIds) : !mayInviteAs(viewer, role, brandIds)) {
    throw new ForbiddenError('You cannot give brands beyond your own.')
  }
  if (own && !active) throw new ForbiddenError('You cannot remove yourself. Ask another administrator.')
  const administers = before.row.role === 'administrator' && before.row.active
  if (administers && (role !== 'administrator' || !active)) await keepOneAdministrator(tx, before.row.id)
  return { role, active, brandIds }
}

const gainsReach = (before: string[] | null, after: string[] | null): boolean =>
  before !== null && (after === null || after.some((id) => !before.includes(id)))

async function keepOneAdministrator(tx: Tx, leaving: string) {
  const where = { role: 'administrator' as const, active: true, id: { not: leaving } }
  if ((await tx.agent.count({ where })) > 0) return
  throw new ConflictError('This is the last administrator. Make somebody else administrator first.')
}
