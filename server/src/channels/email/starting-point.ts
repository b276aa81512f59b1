import type { ImapFlow, MailboxObject } from 'imapflow'
import type { CarriedConfig, CarrierDesk } from '../carried.ts'
import { readPosition, type Position } from './position.ts'
import { searchUids } from './search.ts'
import { readEmailSettings } from './settings.ts'

const day = 86_400_000
/** How far before the last saved position a folder that was renumbered is read again, in days. */
const rescanDays = 7

/**
 * Where to go on in the open folder. A new folder begins now, or as many days ago as its settings say. One whose UIDs
 * were given anew, whether the server says so or only counts lower than before, is read again from a week before the last
 * position: what had come before is recognised by the desk.
 */
export async function startingPoint(
  client: ImapFlow,
  channel: CarriedConfig,
  desk: CarrierDesk,
  now: Date,
): Promise<Position> {
  const settings = readEmailSettings(channel.settings)
  const folder = client.mailbox as MailboxObject
  const place = `${settings.imap?.user || settings.address}@${settings.imap?.host}/${folder.path}`
  const stored = readPosition(await desk.position(channel), place)
  const uidValidity = String(folder.uidValidity)
  if (stored?.uidValidity === uidValidity && stored.lastUid < (await nextUid(client))) return stored
  const since = stored ? new Date(Date.parse(stored.at) - rescanDays * day) : daysAgo(settings.takeDays, now)
  const lastUid = since ? await lastBefore(client, since) : (await nextUid(client)) - 1
  const position: Position = { place, uidValidity, lastUid, modseq: null, at: now.toISOString() }
  await desk.savePosition(channel, position)
  return position
}

const daysAgo = (days: number, now: Date) => (days === 0 ? null : new Date(now.getTime() - days * day))

/** The UID before the first mail that came since `date`; before the next one when none did. */
async function lastBefore(client: ImapFlow, date: Date): Promise<number> {
  const [first] = await searchUids(client, { since: date })
  return (first ?? (await nextUid(client))) - 1
}

/** Servers need not say it on opening a folder. */
async function nextUid(client: ImapFlow): Promise<number> {
  const { uidNext } = client.mailbox as MailboxObject
  return uidNext || ((await searchUids(client, { all: true })).at(-1) ?? 0) + 1
}
