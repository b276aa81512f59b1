import { hashed } from '../../agents/credentials.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { insertAll } from './bulk.ts'
import { type Crew, idOf } from './crew.ts'
import type { House } from './house.ts'

/** The hashes of the password, one for each who signs in; slow, so made before anything is locked. */
export async function passwordsOf(crew: Crew, password: string): Promise<Map<string, string>> {
  const who = crew.members.filter(({ signsIn }) => signsIn)
  return new Map(await Promise.all(who.map(async ({ userId }) => [userId, await hashed(password)] as const)))
}

/** Stores the people of the centre, and what they sign in with. */
export async function storePeople(tx: Tx, { crew, places, passwords, at }: Omit<House, 'seal'>) {
  const { members } = crew
  const stamps = { createdAt: at, updatedAt: at }
  const users = members.map(({ userId: id, name, email }) => ({
    id,
    name,
    email,
    emailVerified: true,
    twoFactorEnabled: false,
    ...stamps,
  }))
  await insertAll(tx, 'users', users)
  const accounts = [...passwords].map(([id, password]) => ({
    id,
    accountId: id,
    providerId: 'credential',
    userId: id,
    password,
    ...stamps,
  }))
  await insertAll(tx, 'accounts', accounts)
  const screen = { active: true, locale: 'en', theme: 'system', notifySound: true, notifyDesktop: false, createdAt: at }
  const agents = members.map(({ id, userId, name, role }) => ({
    id,
    userId,
    name,
    role,
    ...screen,
  }))
  await insertAll(tx, 'agents', agents)
  await storeGroups(tx, crew, at)
  const inTeams = members.flatMap((one) =>
    one.teams.map((name) => ({ teamId: idOf(crew.teams, name), agentId: one.id })),
  )
  await insertAll(tx, 'team_members', inTeams)
  const limits = members
    .filter((one) => one.rentalOnly)
    .map(({ id }) => ({ agentId: id, brandId: places.rental.brandId }))
  await insertAll(tx, 'agent_brands', limits)
}

/** Each senior agent has a group: the agents are dealt out among them. */
async function storeGroups(tx: Tx, { members }: Crew, createdAt: Date) {
  const seniors = members.filter(({ role }) => role === 'senior')
  const groups = seniors.map(({ id, name }) => ({ id: newId(), name: `${name.split(' ')[0]}’s group`, seniorId: id }))
  await insertAll(
    tx,
    'groups',
    groups.map((group) => ({ ...group, createdAt })),
  )
  const agents = members.filter(({ role }) => role === 'agent')
  for (const [n, { id }] of groups.entries()) {
    const ids = agents.filter((_agent, place) => place % groups.length === n).map((agent) => agent.id)
    await tx.agent.updateMany({ where: { id: { in: ids } }, data: { groupId: id } })
  }
}
