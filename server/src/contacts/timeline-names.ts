import type { Context } from '../context.ts'
import type { StoredEvent } from '../platform/events/event.ts'
import { isId } from '../platform/ids.ts'

/** The ids inside events in the words people know them by: agents, teams, queues and labels with their names. */
export async function withNames(ctx: Context, events: StoredEvent[]): Promise<StoredEvent[]> {
  const labels = await labelsIn(ctx, events)
  return Promise.all(events.map(async (event) => ({ ...event, data: await named(ctx, event, labels) })))
}

type Labels = Map<string, { id: string; name: string; colour: string }>

async function named(ctx: Context, { type, data }: StoredEvent, labels: Labels): Promise<Record<string, unknown>> {
  if (type === 'conversation.assigned') {
    return { from: await holder(ctx, data['from']), to: await holder(ctx, data['to']) }
  }
  if (type === 'conversation.queued') {
    const queue = async (id: unknown) => {
      const row = isId(id) ? await ctx.loaders.queue.load(id) : null
      return row && { id: row.id, name: row.name }
    }
    return { from: await queue(data['from']), to: await queue(data['to']) }
  }
  if (type === 'conversation.labelled') {
    const those = (list: unknown) => ids(list).flatMap((id) => labels.get(id) ?? [])
    return { added: those(data['added']), removed: those(data['removed']) }
  }
  return data
}

/** Who has a conversation: `{agent, team}`, each with id and name, or null. */
async function holder(ctx: Context, value: unknown) {
  const { agentId, teamId } = { ...(value as { agentId?: unknown; teamId?: unknown } | null) }
  const [agent, team] = await Promise.all([
    isId(agentId) ? ctx.loaders.agent.load(agentId) : null,
    isId(teamId) ? ctx.loaders.team.load(teamId) : null,
  ])
  return { agent: agent && { id: agent.id, name: agent.name }, team: team && { id: team.id, name: team.name } }
}

async function labelsIn(ctx: Context, events: StoredEvent[]): Promise<Labels> {
  const wanted = new Set(events.flatMap(({ data }) => [...ids(data['added']), ...ids(data['removed'])]))
  if (wanted.size === 0) return new Map()
  const select = { id: true, name: true, colour: true }
  const rows = await ctx.db.prisma.label.findMany({ where: { id: { in: [...wanted] } }, select })
  return new Map(rows.map((row) => [row.id, row]))
}

const ids = (list: unknown): string[] => (Array.isArray(list) ? list.filter(isId) : [])
