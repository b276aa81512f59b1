import type { Role } from '@switchboard/prisma'
import type { AgentViewer, Context } from '../context.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../errors.ts'
import type { AgentRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { endAccess } from './end-access.ts'
import { unlimited } from './invite.ts'
import { checkedBrands, checkedTeams } from './membership.ts'
import { lockPeople } from './people-lock.ts'
import { atLeast, mayEditAgent, mayGiveRole, mayInviteAs, signedInAs } from './policy.ts'
import { releaseConversations } from './release-conversations.ts'
import { sessionsChanged } from './sessions.ts'

interface Changes {
  agentId: string
  name?: string | null
  role?: Role | null
  teamIds?: string[] | null
  brandIds?: string[] | null
  active?: boolean | null
}

/** A person and the brands they are limited to; null for all. */
interface Person {
  row: AgentRow
  brandIds: string[] | null
}

/**
 * Changes a person's name, role, teams, brands, or whether they are active. Who may is decided while nobody else changes
 * people, so that of two administrators who demote each other at once only one succeeds. Whoever loses rights loses
 * them at once, and conversations they can no longer see become unassigned.
 * @throws UnauthenticatedError; NotFoundError; ForbiddenError; InvalidInputError; ConflictError for the last administrator.
 */
export async function updateAgent(ctx: Context, input: Changes) {
  const asking = signedInAs(ctx.viewer, 'supervisor')
  if (!isId(input.agentId)) throw nobody()
  const agent = await transact(ctx, async (tx) => {
    await lockPeople(tx)
    const viewer = await viewerNow(tx, asking)
    const before = await person(tx, input.agentId)
    if (!before) throw nobody()
    const after = await decide(tx, viewer, before, input)
    const row = await write(tx, before, after, input)
    const released = await releaseConversations(tx, row.id, after.active ? after.brandIds : [], viewer.agentId)
    const changed = { type: 'agent.changed', agentId: viewer.agentId, data: { agentId: row.id } }
    const lists = input.teamIds ? [{ type: 'directory.changed', agentId: viewer.agentId, data: { list: 'TEAMS' } }] : []
    await append(tx, changed, ...lists, ...released)
    return row
  })
  if (agent.userId) ctx.wake.signal(sessionsChanged, { userId: agent.userId })
  return { agent }
}

/** Who asks, with the rights they have at this moment and not when their request began. */
async function viewerNow(tx: Tx, asking: AgentViewer): Promise<AgentViewer> {
  const now = await person(tx, asking.agentId)
  if (!now?.row.active) throw new ForbiddenError('You no longer work here.')
  return signedInAs({ ...asking, role: now.row.role, brandIds: now.brandIds }, 'supervisor')
}

async function person(tx: Tx, id: string): Promise<Person | null> {
  await tx.$queryRaw`SELECT 1 FROM agents WHERE id = ${id}::uuid FOR UPDATE`
  const found = await tx.agent.findUnique({ where: { id }, include: { brands: true } })
  if (!found) return null
  const { brands, ...row } = found
  return { row, brandIds: brands.length > 0 ? brands.map((b) => b.brandId) : null }
}

async function decide(tx: Tx, viewer: AgentViewer, before: Person, input: Changes) {
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

async function write(
  tx: Tx,
  before: Person,
  after: { role: Role; active: boolean; brandIds: string[] | null },
  input: Changes,
): Promise<AgentRow> {
  const { id, userId } = before.row
  const { role, active } = after
  if (input.teamIds) {
    const teamIds = await checkedTeams(tx, 'teamIds', input.teamIds)
    await tx.teamMember.deleteMany({ where: { agentId: id } })
    await tx.teamMember.createMany({ data: teamIds.map((teamId) => ({ teamId, agentId: id })) })
  }
  await tx.agentBrand.deleteMany({ where: { agentId: id } })
  await tx.agentBrand.createMany({ data: (after.brandIds ?? []).map((brandId) => ({ brandId, agentId: id })) })
  const lowered = !active || !atLeast(role, before.row.role)
  // What they were trusted to hand out goes with the trust.
  if (lowered) await tx.invitation.deleteMany({ where: { invitedById: id, acceptedAt: null } })
  if (!active && userId) await endAccess(tx, userId)
  const name = input.name == null ? before.row.name : line('name', input.name, 80)
  return tx.agent.update({ where: { id }, data: { name, role, active } })
}

const nobody = () => new NotFoundError('There is nobody with this id.')
