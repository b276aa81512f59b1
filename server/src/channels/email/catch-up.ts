import type { ImapFlow, MailboxObject } from 'imapflow'
import type { CarriedConfig, CarrierDesk } from '../carried.ts'
import { headBytes } from './external-id.ts'
import { keepMail, keepNote, type Fetched } from './keep-mail.ts'
import type { Position } from './position.ts'
import { searchUids } from './search.ts'

/** How many mails are asked for at once: their beginnings are in memory together. */
const batch = 16
/** A mail that failed this many times in a row is noted and passed by. */
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
    reached = await keepAll(work, reached, next)
  }
  return reached
}

async function keepAll(work: CatchUp, position: Position, uids: number[]): Promise<Position> {
  const [first = 0] = uids
  if ((work.cuts.get(first) ?? 0) >= mostCuts) {
    await keepNote(
      work,
      position,
      { uid: first, head: Buffer.alloc(0) },
      'It could not be fetched, however often it was tried.',
    )
    return save(work, position, first)
  }
  let reached = position
  const begun = () => begin(work.client, uids)
  for (const mail of await counted(work, first, begun, () => true)) {
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

/** The first bytes of each mail: all of a small one, none of one that the server has and does not hand over. */
async function begin(client: ImapFlow, uids: number[]): Promise<Fetched[]> {
  const fetched: Fetched[] = []
  const wanted = { uid: true, size: true, source: { start: 0, maxLength: headBytes } }
  for await (const { uid, size, source } of client.fetch(uids.join(','), wanted, { uid: true })) {
    if (uids.includes(uid)) fetched.push({ uid, size: size ?? 0, head: source ?? Buffer.alloc(0) })
  }
  const missing = uids.filter((uid) => !fetched.some((mail) => mail.uid === uid))
  // Most often people have moved them away in this moment.
  const held = missing.length === 0 ? [] : await searchUids(client, { uid: missing.join(',') })
  const empty = held.map((uid) => ({ uid, size: 0, head: Buffer.alloc(0) }))
  return [...fetched, ...empty].toSorted((a, b) => a.uid - b.uid)
}

async function save({ client, desk, channel, now, cuts }: CatchUp, before: Position, uid: number): Promise<Position> {
  const { highestModseq } = client.mailbox as MailboxObject
  const modseq = highestModseq === undefined ? null : String(highestModseq)
  const position = { ...before, lastUid: uid, modseq, at: now().toISOString() }
  await desk.savePosition(channel, position)
  cuts.delete(uid)
  return position
}
