import { checkedMembers, checkedTeams } from '../../agents/membership.ts'
import { InvalidInputError } from '../../errors.ts'
import type { QueueAgentInput, QueueTeamInput } from '../../graphql/gen/types.ts'
import type { Tx } from '../../platform/database.ts'

/** Who is to work a queue; what is left out stays as it is. */
interface Given {
  everyone?: boolean | null
  teams?: readonly QueueTeamInput[] | null
  agents?: readonly QueueAgentInput[] | null
}

/**
 * Writes who works a queue.
 * @throws InvalidInputError at `teams` or `agents`; also when nobody would work it, since who waits there waits for ever.
 */
export async function writeMembers(tx: Tx, queueId: string, { everyone, teams, agents }: Given): Promise<void> {
  if (teams) {
    await checkedTeams(
      tx,
      'teams',
      teams.map(({ teamId }) => teamId),
    )
    await tx.queueTeam.deleteMany({ where: { queueId } })
    await tx.queueTeam.createMany({ data: each('teams', teams, 'teamId').map((row) => ({ ...row, queueId })) })
  }
  if (agents) {
    await checkedMembers(
      tx,
      'agents',
      agents.map(({ agentId }) => agentId),
    )
    await tx.queueAgent.deleteMany({ where: { queueId } })
    await tx.queueAgent.createMany({ data: each('agents', agents, 'agentId').map((row) => ({ ...row, queueId })) })
  }
  if (everyone == null && !teams && !agents) return
  const members = await tx.$queryRaw<unknown[]>`SELECT 1 FROM queue_members WHERE queue_id = ${queueId}::uuid LIMIT 1`
  if (members.length > 0) return
  throw new InvalidInputError('agents', 'Nobody would work this queue: choose people, a team, or everybody.')
}

/** Each once, with a proficiency there is. */
function each<Key extends string, Row extends Record<Key, string> & { proficiency: number }>(
  field: string,
  rows: readonly Row[],
  key: Key,
): Row[] {
  if (rows.some(({ proficiency }) => proficiency < 1 || proficiency > 5)) {
    throw new InvalidInputError(field, 'Proficiency goes from 1 to 5.')
  }
  return [...new Map(rows.map((row) => [row[key].toLowerCase(), row])).values()]
}
