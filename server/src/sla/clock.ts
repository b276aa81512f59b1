import type { ConversationStatus, SlaKind, SlaOutcome } from '@switchboard/prisma'
import { addOpenTime, type OpeningHours, openTimeBetween } from '../opening-hours/business-time.ts'

/** What is owed to a customer until when. */
export interface Clock {
  policyId: string | null
  kind: SlaKind
  startedAt: Date
  targetSeconds: number
  /** Of the time that counts, before `runningSince`. */
  usedSeconds: number
  /** Null while it is paused, and when it is over. */
  runningSince: Date | null
  /** Of a clock that is paused or over, what they were. */
  warnAt: Date | null
  dueAt: Date | null
  warnedAt: Date | null
  breachedAt: Date | null
  endedAt: Date | null
  outcome: SlaOutcome | null
  /** When something is to happen that nobody does: a warning or a breach. */
  nextAt: Date | null
}

/** What a policy promises. */
export interface Promised {
  id: string
  seconds: Readonly<Record<SlaKind, number | null>>
  warnPercent: number
}

/** How a conversation stood at a moment. */
export interface Standing {
  at: Date
  status: ConversationStatus
  waitingSince: Date | null
  firstReplyAt: Date | null
  /** The last word is the centre's. */
  answered: boolean
}

/** The kinds of clocks, in the order in which they matter. */
export const kinds: readonly SlaKind[] = ['first_response', 'next_response', 'resolution']

/**
 * The clock of a kind after a conversation changed; null when there is none and nothing is owed.
 * @param clock the one that is open; for a resolution also the one that ended last, which goes on when the conversation is
 * opened again.
 */
export function turned(
  kind: SlaKind,
  clock: Clock | null,
  standing: Standing & { createdAt: Date },
  promised: Promised | null,
  hours: OpeningHours,
): Clock | null {
  const seconds = promised?.seconds[kind] ?? null
  const since = seconds === null || standing.status === 'closed' ? null : owedSince(kind, standing)
  if (!promised || seconds === null || since === null) return clock && !clock.endedAt ? ended(clock, standing) : clock
  const open = clock && (!clock.endedAt || kind === 'resolution') ? clock : begun(kind, since)
  const asked = { ...open, policyId: promised.id, targetSeconds: seconds, endedAt: null, outcome: null }
  // The customer has the next word: their time is not ours.
  if (standing.status === 'pending') return paused(asked, standing.at, hours)
  const runningSince = open.runningSince ?? (open === clock ? standing.at : since)
  return timed({ ...asked, runningSince }, promised.warnPercent, standing.at, hours)
}

/** Since when something is owed; null: nothing is. */
function owedSince(kind: SlaKind, { waitingSince, firstReplyAt, answered, createdAt }: Standing & { createdAt: Date }) {
  if (kind === 'resolution') return createdAt
  return answered || (kind === 'first_response') !== (firstReplyAt === null) ? null : waitingSince
}

const begun = (kind: SlaKind, startedAt: Date): Clock => ({
  policyId: null,
  kind,
  startedAt,
  targetSeconds: 0,
  usedSeconds: 0,
  runningSince: null,
  warnAt: null,
  dueAt: null,
  warnedAt: null,
  breachedAt: null,
  endedAt: null,
  outcome: null,
  nextAt: null,
})

/** Stops counting until the customer has answered. A clock that begins paused counts from when it first runs. */
function paused(clock: Clock, at: Date, hours: OpeningHours): Clock {
  const { runningSince, usedSeconds } = clock
  const used = runningSince ? openTimeBetween(hours, runningSince, at) / 1000 : 0
  return { ...overdue(clock, at), usedSeconds: usedSeconds + used, runningSince: null, nextAt: null }
}

function ended(clock: Clock, { at, answered, status }: Standing): Clock {
  const due = overdue(clock, at)
  const done = clock.kind === 'resolution' ? status === 'closed' : answered
  const outcome = due.breachedAt ? 'breached' : done ? 'met' : 'withdrawn'
  return { ...due, runningSince: null, nextAt: null, endedAt: at, outcome }
}

/** What was due before a moment was breached, though nobody looked yet. */
const overdue = (clock: Clock, at: Date): Clock =>
  clock.runningSince && clock.dueAt && clock.dueAt < at && !clock.breachedAt
    ? { ...clock, breachedAt: clock.dueAt }
    : clock

/** A clock that runs, with its moments. What was said too early, by other hours or another promise, is taken back. */
function timed(clock: Clock, warnPercent: number, now: Date, hours: OpeningHours): Clock {
  const { runningSince, usedSeconds, targetSeconds } = clock
  if (!runningSince) return clock
  const moment = (seconds: number) => addOpenTime(hours, runningSince, Math.max(0, seconds - usedSeconds) * 1000)
  const [warnAt, dueAt] = [moment((targetSeconds * warnPercent) / 100), moment(targetSeconds)]
  const still = (said: Date | null, at: Date) => (said && at > now ? null : said)
  return next({
    ...clock,
    warnAt,
    dueAt,
    warnedAt: still(clock.warnedAt, warnAt),
    breachedAt: still(clock.breachedAt, dueAt),
  })
}

function next(clock: Clock): Clock {
  const { warnedAt, breachedAt, warnAt, dueAt } = clock
  return { ...clock, nextAt: breachedAt ? null : warnedAt ? dueAt : warnAt }
}

/** What happens by itself until a moment: a warning, a breach, or nothing. A breach needs no warning any more. */
export function ticked(clock: Clock, now: Date): { clock: Clock; news: 'warned' | 'breached' | null } {
  const { dueAt, warnAt, breachedAt, warnedAt, runningSince } = clock
  if (!runningSince || !dueAt || breachedAt) return { clock, news: null }
  if (dueAt <= now) {
    const late = { ...clock, warnedAt: warnedAt ?? dueAt, breachedAt: dueAt }
    return { clock: next(late), news: 'breached' }
  }
  if (warnAt && warnAt <= now && !warnedAt) return { clock: next({ ...clock, warnedAt: now }), news: 'warned' }
  return { clock, news: null }
}
