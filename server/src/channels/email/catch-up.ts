import type { ImapFlow, MailboxObject } from 'imapflow'
import type { CarriedConfig, CarrierDesk } from '../carried.ts'
import { beginnings } from './beginnings.ts'
import { keepMail, keepNote } from './keep-mail.ts'
import type { Position } from './position.ts'
import { searchUids } from './search.ts'

/** How many mails are asked for at once: their beginnings are in memory together. */
const batch = 16
/** A mail that failed this many times in a row is noted and passed by, when the server does hand over others. */
const mostCuts = 5

export interface CatchUp {
  client: ImapFlow
  channel: CarriedConfig
  desk: CarrierDesk
  /** The largest mail that is taken, in bytes. */
  largest: number
  now(): Date
  signal: AbortSignal
  /** How often a mail could not be had, by UID. */
  cuts: Map<number, number>
}

/**
 * Hands every mail after `position` to the desk, the oldest first, and saves the position after each. Nothing is marked
 * as read. Where it stopped.
 */
export async function catchUp(work: CatchUp, position: Position): Promise<Position> {
  const uids = await uidsAfter(work.client, position.lastUid)
  let reached = position
  while (uids.length > 0 && !work.signal.aborted) {
    // One at a time where there was trouble, so that it is known which mail it was.
    const next = uids.splice(0, work.cuts.size > 0 ? 1 : batch)
    const hopeless = await isHopeless(work, next[0] ?? 0, uids.at(-1))
    reached = hopeless ? await passBy(work, reached, next[0] ?? 0) : await keepAll(work, reached, next)
  }
  return reached
}

/** Whether it is this mail that cannot be had, and not the server that is unwell: then `other` is handed over. */
async function isHopeless({ cuts, client }: CatchUp, uid: number, other: number | undefined): Promise<boolean> {
  if ((cuts.get(uid) ?? 0) < mostCuts || other === undefined) return false
  const [mail] = await beginnings(client, [other])
  return mail !== undefined && mail.head.length > 0
}

async function passBy(work: CatchUp, position: Position, uid: number): Promise<Position> {
  const why = 'It could not be fetched, however often it was tried.'
  await keepNote(work, position, { uid, head: Buffer.alloc(0) }, why)
  return save(work, position, uid)
}

async function keepAll(work: CatchUp, position: Position, uids: number[]): Promise<Position> {
  let reached = position
  const begun = () => beginnings(work.client, uids)
  for (const mail of await counted(work, uids[0] ?? 0, begun, () => true)) {
    if (work.signal.aborted) break
    const keep = () => keepMail(work, reached, mail)
    await counted(work, mail.uid, keep, () => !work.client.usable)
    reached = await save(work, reached, mail.uid)
  }
  return reached
}

/** Counts a mail that could not be had, unless it was the desk that failed. */
async function counted<T>({ cuts }: CatchUp, uid: number, step: () => Promise<T>, ofServer: () => boolean): Promise<T> {
  const before = cuts.get(uid) ?? 0
  try {
    return await step()
  } catch (error) {
    if (ofServer()) cuts.set(uid, before + 1)
    throw error
  }
}

/** A range without an end always holds the last mail, even when it is older: it is left out here. */
async function uidsAfter(client: ImapFlow, lastUid: number): Promise<number[]> {
  const found = await searchUids(client, { uid: `${lastUid + 1}:*` })
  return found.filter((uid) => uid > lastUid)
}

async function save({ client, desk, channel, now, cuts }: CatchUp, before: Position, uid: number): Promise<Position> {
  const { highestModseq } = client.mailbox as MailboxObject
  const modseq = highestModseq === undefined ? null : String(highestModseq)
  const position = { ...before, lastUid: uid, modseq, at: now().toISOString() }
  await desk.savePosition(channel, position)
  cuts.delete(uid)
  return position
}
