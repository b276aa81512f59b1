import type { Delivery } from '@switchboard/prisma'
import type { Handed } from '../channels/carried.ts'
import type { Services } from '../context.ts'
import { changeDelivery, type Line } from './ledger.ts'
import { raise } from './raise.ts'

type Needs = Pick<Services, 'db' | 'wake' | 'clock'>

/** How long to wait before each further try, in s; after the last it is for a person. */
const waits = [5, 30, 120, 600, 1800, 3600, 7200]
/** How long to wait before asking the provider what became of an unknown outcome, in s. */
const askAfter = [5, 60, 600]

/** Writes a line, unless the delivery has moved since `row` was read. */
export function becomes(needs: Needs, row: Delivery, line: Line): Promise<Delivery | null> {
  return changeDelivery(needs, row.id, (now) => (now.status === row.status ? line : null))
}

/** It did not go out and will not: people are told, once. */
export async function fail(needs: Needs, row: Delivery, reason: string) {
  const failed = await becomes(needs, row, { kind: 'refused', status: 'failed', reason, change: { dueAt: null } })
  if (failed?.status === 'failed') await raise(needs, row, reason)
}

/** The provider has it. */
export const received = (
  kind: 'handed' | 'reconciled',
  { providerId, state }: Handed,
  dueAt: Date | null = null,
): Line => ({
  kind,
  // Whatever the provider still does with it, it has left us: `sending` is what may have to be done again.
  status: state === 'delayed' || state === 'sending' ? 'sent' : state,
  change: { providerId, dueAt, committedAt: null },
})

/** Nobody can say; `asked` is how often the provider was asked already, `atLeast` the ms it asked to be left alone. */
export function uncertain({ clock }: Needs, reason: string, asked: number, atLeast = 0): Line {
  const dueAt = after({ clock }, askAfter[asked], atLeast)
  return { kind: 'uncertain', status: 'uncertain', reason, change: { dueAt } }
}

/** Not now: again after a while, no sooner than the `atLeast` ms that the provider asked for, or failed after too many tries. */
export function later({ clock }: Needs, row: Delivery, reason: string, atLeast = 0): Line {
  const dueAt = after({ clock }, waits[Math.max(row.attempts - 1, 0)], atLeast)
  if (!dueAt) return { kind: 'refused', status: 'failed', reason, change: { dueAt } }
  return { kind: 'retry', status: 'queued', reason, change: { dueAt, committedAt: null } }
}

const after = ({ clock }: Pick<Services, 'clock'>, seconds: number | undefined, atLeast: number) =>
  seconds === undefined ? null : new Date(clock.now().getTime() + Math.max(seconds * 1000, atLeast))
