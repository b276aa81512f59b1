import type { Tx } from '../../platform/database.ts'
import type { Known } from './validate.ts'

/** What the rules of a brand may speak of now, besides the kinds of conditions. */
export async function knownOf(tx: Tx, brandId: string): Promise<Omit<Known, 'kinds'>> {
  const channels = await tx.channel.findMany({ where: { brandId }, select: { id: true, settings: true } })
  const skills = await tx.skill.findMany({ select: { id: true } })
  const members = await tx.$queryRaw<{ queueId: string; levels: Record<string, number> | null }[]>`
    SELECT q.id AS "queueId", s.levels
      FROM queues q
      LEFT JOIN LATERAL (
        SELECT m.agent_id, coalesce(jsonb_object_agg(k.skill_id, k.level) FILTER (WHERE k.skill_id IS NOT NULL), '{}') AS levels
          FROM queue_members m LEFT JOIN agent_skills k ON k.agent_id = m.agent_id
         WHERE m.queue_id = q.id
            OR m.queue_id::text IN (SELECT jsonb_array_elements_text(step->'alsoQueues')
                                      FROM jsonb_array_elements(q.steps) step WHERE step ? 'alsoQueues')
         GROUP BY m.agent_id) s ON true
     WHERE q.brand_id = ${brandId}::uuid AND q.archived_at IS NULL`
  const byQueue = Map.groupBy(members, ({ queueId }) => queueId)
  return {
    channelIds: new Set(channels.map(({ id }) => id)),
    topics: topicsOf(channels.map(({ settings }) => settings as Settings)),
    skillIds: new Set(skills.map(({ id }) => id)),
    queues: new Map(
      [...byQueue].map(([id, rows]) => [
        id,
        rows.flatMap(({ levels }) => (levels ? [new Map(Object.entries(levels))] : [])),
      ]),
    ),
  }
}

interface Settings {
  formFields?: { name: string; kind: string; options?: string[] }[]
}

/** The topics that the brand's forms offer; null when one lets customers write their own. */
function topicsOf(settings: Settings[]): Set<string> | null {
  const fields = settings.flatMap(({ formFields }) => formFields ?? []).filter(({ name }) => name === 'topic')
  if (fields.some(({ kind }) => kind !== 'choice')) return null
  return new Set(fields.flatMap(({ options }) => options ?? []))
}
