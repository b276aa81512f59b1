import type { ImapFlow, MailboxObject } from 'imapflow'
import type { CarriedConfig, CarrierDesk } from '../carried.ts'
import { headBytes } from './external-id.ts'
import { keepMail, keepNote, type Fetched } from './keep-mail.ts'
import type { Position } from './position.ts'

/** How many mails are asked for at once: their beginnings are in memory together. */
const batch = 16
/** A mail at which the connection ended this many times in a row is noted and passed by. */
const mostCuts = 5

export interface CatchUp {
  client: ImapFlow
  channel: CarriedConfig
  desk: CarrierDesk
  /** The largest mail that is taken, in bytes. */
  largest: number
  now(): Date
  signal: AbortSignal
  /** How often the connection ended at a mail, by UID, since the last that was kept. */
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
    await keepNote(work, position, { uid: first, head: Buffer.alloc(0) }, 'The connection ends whenever it is fetched.')
    return save(work, position, first)
  }
  let reached = position
  for (const mail of await counted(work, first, () => begin(work.client, uids))) {
    if (work.signal.aborted) break
    reached = await counted(work, mail.uid, async () => {
      await keepMail(work, reached, mail)
      return save(work, reached, mail.uid)
    })
  }
  return reached
}

/** Notes at which mail a connection ends. */
async function counted<T>({ client, cuts }: CatchUp, uid: number, step: () => Promise<T>): Promise<T> {
  const before = cuts.get(uid) ?? 0
  try {
    return await step()
  } catch (error) {
    if (!client.usable) cuts.set(uid, before + 1)
    throw error
  }
}

/** A range without an end always holds the last mail, even when it is older: it is left out here. */
async function uidsAfter(client: ImapFlow, lastUid: number): Promise<number[]> {
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  return (found || []).filter((uid) => uid > lastUid).toSorted((a, b) => a - b)
}

/** The first bytes of each mail: all of a small one. Those that were deleted meanwhile are left out. */
async function begin(client: ImapFlow, uids: number[]): Promise<Fetched[]> {
  const fetched: Fetched[] = []
  const wanted = { uid: true, size: true, source: { start: 0, maxLength: headBytes } }
  for await (const { uid, size, source } of client.fetch(uids.join(','), wanted, { uid: true })) {
    if (uids.includes(uid)) fetched.push({ uid, size: size ?? 0, head: source ?? Buffer.alloc(0) })
  }
  return fetched.toSorted((a, b) => a.uid - b.uid)
}

async function save({ client, desk, channel, now, cuts }: CatchUp, before: Position, uid: number): Promise<Position> {
  const { highestModseq } = client.mailbox as MailboxObject
  const modseq = highestModseq === undefined ? null : String(highestModseq)
  const position = { ...before, lastUid: uid, modseq, at: now().toISOString() }
  await desk.savePosition(channel, position)
  cuts.delete(uid)
  return position
}
