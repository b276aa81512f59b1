import { countAhead } from './ahead.ts'
import { count, type RefusalCounts } from './counts.ts'
import { decide } from './decide.ts'
import { explain, type Explained, waitsUnder } from './explain.ts'
import type { Floor, Item, Moment } from './floor.ts'
import type { Refusal, RefusalCode, Waiting } from './refusal.ts'
import { reachesAt } from './rings.ts'

/** What an item waits for, in one word with its figures. */
export type Why =
  /** Nothing stands in its way: the next round offers it. */
  | { code: 'next'; agentId: string }
  /** Desks could take it, but items ahead of it get them. */
  | { code: 'ahead'; items: number }
  | { code: 'kept'; agentId: string; until: Moment }
  /** No desk of the ring serves this brand with these skills. */
  | { code: 'nobody_suited'; desks: number }
  /** Those who could are all away. */
  | { code: 'nobody_staffed'; desks: number }
  | { code: 'channel_off'; desks: number }
  | { code: 'all_at_capacity'; desks: number }
  /** All who have room refused it; `until`: the first who is asked again. */
  | { code: 'all_refused'; desks: number; until: Moment }
  | { code: 'no_queue' }

export interface WhyWaiting {
  why: Why
  waitedMs: number
  /** Of `of` rings, counted from 0; null for `widensAt` in the widest. */
  ring: { reached: number; of: number; widensAt: Moment | null }
  /** Items before it in the order that a desk of its ring could serve. */
  ahead: number
  eligible: number
  refused: RefusalCounts
}

/** Why a waiting item has no agent yet. */
export function whyWaiting(item: Item, floor: Floor): WhyWaiting {
  const waiting = waitsUnder(item, floor)
  const desks = explain(item, floor)
  const ahead = waiting ? countAhead(waiting, floor) : 0
  const wider = waiting?.rings[waiting.reached + 1]
  return {
    why: waiting ? reasonOf(waiting, desks, floor, ahead) : { code: 'no_queue' },
    waitedMs: floor.now - item.enteredAt,
    ring: {
      reached: waiting?.reached ?? 0,
      of: waiting?.rings.length ?? 0,
      widensAt: wider ? reachesAt(wider, item) : null,
    },
    ahead,
    eligible: desks.filter(({ eligible }) => eligible).length,
    refused: counted(desks),
  }
}

function reasonOf({ item, kept }: Waiting, desks: readonly Explained[], floor: Floor, ahead: number): Why {
  if (desks.some(({ eligible }) => eligible)) {
    const offer = decide(floor).offers.find(({ itemId }) => itemId === item.id)
    return offer ? { code: 'next', agentId: offer.agentId } : { code: 'ahead', items: ahead }
  }
  if (kept) return { code: 'kept', ...kept }
  return withoutDesk(desks.flatMap(({ refusal }) => refusal ?? []))
}

const unsuited: RefusalCode[] = ['ring', 'proficiency', 'brand', 'skill']
const isBusy = (reason: Refusal) =>
  ['holds_exclusive', 'not_empty', 'capacity'].includes(reason.code) ||
  (reason.code === 'state' && reason.state === 'wrap_up')

function withoutDesk(reasons: readonly Refusal[]): Why {
  const suited = reasons.filter(({ code }) => !unsuited.includes(code))
  if (suited.length === 0) return { code: 'nobody_suited', desks: reasons.length }
  const busy = suited.filter(isBusy).length
  if (busy > 0) return { code: 'all_at_capacity', desks: busy }
  const ends = suited.flatMap((reason) => (reason.code === 'refused' ? reason.until : []))
  if (ends.length > 0) return { code: 'all_refused', desks: ends.length, until: Math.min(...ends) }
  const off = suited.filter(({ code }) => code === 'channel_off').length
  return off > 0 ? { code: 'channel_off', desks: off } : { code: 'nobody_staffed', desks: suited.length }
}

function counted(desks: readonly Explained[]): RefusalCounts {
  const refused: RefusalCounts = {}
  for (const { refusal } of desks) if (refusal) count(refused, refusal.code)
  return refused
}
