import type { Moment } from './floor.ts'

/** How a desk stands among those that may have an item. */
export interface Standing {
  agentId: string
  lastAgent: boolean
  /** Of the item's own queue, not borrowed. */
  own: boolean
  proficiency: number
  /** Share of the capacity in use, before this item. */
  load: number
  idleSince: Moment
}

/** What tells two desks apart, in this order: the first that differs decides. */
const criteria = [
  ['last_agent', 'lastAgent'],
  ['own_queue', 'own'],
  ['proficiency', 'proficiency'],
  ['load', 'load'],
  ['longest_idle', 'idleSince'],
  ['id', 'agentId'],
] as const satisfies (readonly [string, keyof Standing])[]

export type Criterion = (typeof criteria)[number][0]

/** Whether `a` is chosen rather than `b`. Never both ways for two desks, so that the same floor gives the same answer. */
export function goesBefore(a: Standing, b: Standing): boolean {
  if (a.lastAgent !== b.lastAgent) return a.lastAgent
  if (a.own !== b.own) return a.own
  if (a.proficiency !== b.proficiency) return a.proficiency > b.proficiency
  if (a.load !== b.load) return a.load < b.load
  if (a.idleSince !== b.idleSince) return a.idleSince < b.idleSince
  return a.agentId < b.agentId
}

/** The criterion that put the first before the second. */
export const decidedBy = (first: Standing, second: Standing): Criterion =>
  criteria.find(([, field]) => first[field] !== second[field])?.[0] ?? 'id'
