import { whole } from '../form/whole.ts'
import type { CreateQueueInput, QueuePartsFragment, ServiceLevelFormula } from '../../gql/gen/graphql.ts'

/** Somebody who works a queue, or a team of them, with their proficiency there. */
export interface Skilled {
  id: string
  proficiency: number
}

/** What the form of a queue holds; numbers as they stand in their fields. */
export interface QueueDraft {
  name: string
  brandId: string
  everyone: boolean
  teams: Skilled[]
  agents: Skilled[]
  channelIds: string[]
  priorityClass: string
  targetPercent: string
  targetSeconds: string
  formula: ServiceLevelFormula
  shortAbandonSeconds: string
  ageingSeconds: string
  offerTimeoutSeconds: string
  routed: boolean
  minProficiency: string
  stickySeconds: string
  declineSeconds: string
  wrapUpSeconds: string
  dispositions: string[]
}

const inOrder = (all: Skilled[]) => all.toSorted((a, b) => a.id.localeCompare(b.id))

/** The form of a queue that is there, or of a new one for this brand. */
export function queueDraft(queue: QueuePartsFragment | null, brandId: string): QueueDraft {
  return {
    name: queue?.name ?? '',
    brandId: queue?.brand.id ?? brandId,
    everyone: queue?.everyone ?? false,
    teams: inOrder(queue?.teams.map(({ team, proficiency }) => ({ id: team.id, proficiency })) ?? []),
    agents: inOrder(queue?.agents.map(({ agent, proficiency }) => ({ id: agent.id, proficiency })) ?? []),
    channelIds: queue?.channels.map(({ id }) => id) ?? [],
    priorityClass: String(queue?.priorityClass ?? 5),
    targetPercent: String(queue?.targetPercent ?? 80),
    targetSeconds: String(queue?.targetSeconds ?? 120),
    formula: queue?.formula ?? 'SL6',
    shortAbandonSeconds: String(queue?.shortAbandonSeconds ?? 5),
    ageingSeconds: String(queue?.ageingSeconds ?? ''),
    offerTimeoutSeconds: String(queue?.offerTimeoutSeconds ?? 30),
    routed: queue?.routed ?? true,
    minProficiency: String(queue?.minProficiency ?? 1),
    stickySeconds: String(queue?.stickySeconds ?? 30),
    declineSeconds: String(queue?.declineSeconds ?? 60),
    wrapUpSeconds: String(queue?.wrapUpSeconds ?? 0),
    dispositions: [...(queue?.dispositions ?? [])],
  }
}

type NumberField =
  | 'priorityClass'
  | 'targetPercent'
  | 'targetSeconds'
  | 'shortAbandonSeconds'
  | 'offerTimeoutSeconds'
  | 'minProficiency'
  | 'stickySeconds'
  | 'declineSeconds'
  | 'wrapUpSeconds'

/** What is sent of a form: only what is given. A number that is none is sent as one the hub refuses at its field. */
export function queueInput(draft: Partial<QueueDraft>): Partial<Omit<CreateQueueInput, 'brandId'>> {
  const { name, everyone, routed, teams, agents, channelIds, formula, ageingSeconds, dispositions } = draft
  const number = (field: NumberField) => (draft[field] === undefined ? {} : { [field]: whole(draft[field]) })
  return {
    ...(name === undefined ? {} : { name }),
    ...(everyone === undefined ? {} : { everyone }),
    ...(routed === undefined ? {} : { routed }),
    ...(teams && { teams: teams.map(({ id, proficiency }) => ({ teamId: id, proficiency })) }),
    ...(agents && { agents: agents.map(({ id, proficiency }) => ({ agentId: id, proficiency })) }),
    ...(channelIds && { channelIds }),
    ...(formula && { formula }),
    ...(dispositions && { dispositions }),
    ...(ageingSeconds === undefined
      ? {}
      : { ageingSeconds: String(ageingSeconds).trim() ? whole(ageingSeconds) : null }),
    ...number('priorityClass'),
    ...number('targetPercent'),
    ...number('targetSeconds'),
    ...number('shortAbandonSeconds'),
    ...number('offerTimeoutSeconds'),
    ...number('minProficiency'),
    ...number('stickySeconds'),
    ...number('declineSeconds'),
    ...number('wrapUpSeconds'),
  }
}

/** What is sent to make a queue. */
export const newQueueInput = (draft: QueueDraft): CreateQueueInput => ({
  ...queueInput(draft),
  name: draft.name,
  brandId: draft.brandId,
})
