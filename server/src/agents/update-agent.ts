import type { AgentViewer, Context } from '../context.ts'
import { ForbiddenError, NotFoundError } from '../errors.ts'
import type { AgentRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { type Changes, decideChange, type Person, type Rights } from './decide-change.ts'
import { endAccess } from './end-access.ts'
import { checkedTeams } from './membership.ts'
import { lockPeople } from './people-lock.ts'
import { atLeast, signedInAs } from './policy.ts'
import { releaseConversations } from './release-conversations.ts'
import { sessionsChanged } from './sessions.ts'

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
    const after = await decideChange(tx, viewer, before, input)
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

async function write(tx: Tx, before: Person, after: Rights, input: Changes): Promise<AgentRow> {
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
