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
export const criteria = ['last_agent', 'own_queue', 'proficiency', 'load', 'longest_idle', 'id'] as const
export type Criterion = (typeof criteria)[number]

/** Negative when `a` goes before `b`; never 0 for two desks, so that the same floor gives the same answer. */
export const compareBy: Record<Criterion, (a: Standing, b: Standing) => number> = {
  last_agent: (a, b) => Number(b.lastAgent) - Number(a.lastAgent),
  own_queue: (a, b) => Number(b.own) - Number(a.own),
  proficiency: (a, b) => b.proficiency - a.proficiency,
  load: (a, b) => a.load - b.load,
  longest_idle: (a, b) => a.idleSince - b.idleSince,
  id: (a, b) => (a.agentId < b.agentId ? -1 : 1),
}

/** Whether `a` is chosen rather than `b`. */
export function goesBefore(a: Standing, b: Standing): boolean {
  for (const criterion of criteria) {
    const difference = compareBy[criterion](a, b)
    if (difference !== 0) return difference < 0
  }
  return false
}

/** The criterion that put the first before the second. */
export const decidedBy = (first: Standing, second: Standing): Criterion =>
  criteria.find((criterion) => compareBy[criterion](first, second) !== 0) ?? 'id'
