import type { RefusalCode } from './refusal.ts'

/** How many desks were refused, by their first reason. */
export type RefusalCounts = Partial<Record<RefusalCode, number>>

/** One more desk that was refused for this reason. */
export function count(refused: RefusalCounts, code: RefusalCode): void {
  refused[code] = (refused[code] ?? 0) + 1
}
