import type { AgentSkill, PresenceReason, PrismaClient, Skill, User } from '@switchboard/prisma'
import DataLoader from 'dataloader'
import type { Context } from '../context.ts'
import type { Loaders } from '../graphql/loaders.ts'
import type { AgentRow, BrandRow, TeamRow } from '../graphql/rows.ts'

/** What belongs to people and teams, batched for one request. */
interface Relations {
  /** By user. */
  account: DataLoader<string, Pick<User, 'id' | 'email' | 'twoFactorEnabled'> | null>
  /** By agent, by name. */
  teams: DataLoader<string, TeamRow[]>
  /** By agent, by name. */
  brands: DataLoader<string, BrandRow[]>
  /** By team, those who are active, by name. */
  members: DataLoader<string, AgentRow[]>
  /** By agent, in units. */
  capacity: DataLoader<string, number>
  /** What an agent can do, by name. */
  skills: DataLoader<string, (AgentSkill & { skill: Skill })[]>
  /** By id; null when it is gone. */
  skill: DataLoader<string, Skill | null>
  /** Reasons to be in a state, by id. */
  reason: DataLoader<string, PresenceReason>
}

const remembered = new WeakMap<Loaders, Relations>()

/** The relations of this request; they live exactly as long as its other loaders. */
export function relations({ loaders, db }: Context): Relations {
  const found = remembered.get(loaders) ?? createRelations(db.prisma)
  remembered.set(loaders, found)
  return found
}

function createRelations(prisma: PrismaClient): Relations {
  return {
    account: new DataLoader(async (ids) => {
      const select = { id: true, email: true, twoFactorEnabled: true }
      const rows = await prisma.user.findMany({ where: { id: { in: [...ids] } }, select })
      return ids.map((id) => rows.find((row) => row.id === id) ?? null)
    }),
    teams: grouped(async (ids) => {
      const where = { agentId: { in: ids } }
      const rows = await prisma.teamMember.findMany({
        where,
        include: { team: true },
        orderBy: { team: { name: 'asc' } },
      })
      return rows.map((row) => [row.agentId, row.team])
    }),
    brands: grouped(async (ids) => {
      const where = { agentId: { in: ids } }
      const rows = await prisma.agentBrand.findMany({
        where,
        include: { brand: true },
        orderBy: { brand: { name: 'asc' } },
      })
      return rows.map((row) => [row.agentId, row.brand])
    }),
    capacity: new DataLoader(async (ids) => {
      const rows = await prisma.agentLoad.findMany({ where: { agentId: { in: [...ids] } } })
      const found = new Map(rows.map((row) => [row.agentId, row.capacity]))
      return ids.map((id) => found.get(id) ?? 0)
    }),
    skills: grouped(async (ids) => {
      const where = { agentId: { in: ids } }
      const rows = await prisma.agentSkill.findMany({
        where,
        include: { skill: true },
        orderBy: { skill: { name: 'asc' } },
      })
      return rows.map((row) => [row.agentId, row])
    }),
    skill: new DataLoader(async (ids) => {
      const rows = await prisma.skill.findMany({ where: { id: { in: [...ids] } } })
      return ids.map((id) => rows.find((row) => row.id === id) ?? null)
    }),
    reason: new DataLoader(async (ids) => {
      const rows = await prisma.presenceReason.findMany({ where: { id: { in: [...ids] } } })
      const found = new Map(rows.map((row) => [row.id, row]))
      return ids.map((id) => found.get(id) ?? new Error(`there is no reason ${id}`))
    }),
    members: grouped(async (ids) => {
      const where = { teamId: { in: ids }, agent: { active: true } }
      const rows = await prisma.teamMember.findMany({
        where,
        include: { agent: true },
        orderBy: { agent: { name: 'asc' } },
      })
      return rows.map((row) => [row.teamId, row.agent])
    }),
  }
}

function grouped<Row>(find: (ids: string[]) => Promise<[key: string, row: Row][]>) {
  return new DataLoader<string, Row[]>(async (ids) => {
    const groups = Map.groupBy(await find([...ids]), ([key]) => key)
    return ids.map((id) => (groups.get(id) ?? []).map(([, row]) => row))
  })
}
