import { setTimeout as sleep } from 'node:timers/promises'
import type { CarriedConfig, CarrierDesk } from '../carried.ts'
import { catchUp, type CatchUp } from './catch-up.ts'
import type { Connecting } from './connecting.ts'
import { openImap } from './imap.ts'
import { listenForNews } from './news.ts'
import { readEmailSettings } from './settings.ts'
import { startingPoint } from './starting-point.ts'
import { inWords } from './trouble.ts'

export interface Following extends Connecting {
  /** The largest mail that is taken, in bytes; of a larger one the headers are kept. */
  largest: number
  now(): Date
}

/**
 * Follows the folder of a mailbox until `signal` ends it: every mail is handed to the desk once it is there, read by
 * people or not. Ended connections are made again, with growing pauses.
 */
export async function follow(
  channel: CarriedConfig,
  desk: CarrierDesk,
  signal: AbortSignal,
  following: Following,
): Promise<void> {
  const cuts = new Map<number, number>()
  let failures = 0
  const connected = () => {
    failures = 0
  }
  while (!signal.aborted) {
    const error = await session({ channel, desk, signal, cuts, ...following }, connected)
    if (signal.aborted) return
    await tell(desk, channel, error)
    await sleep(pause(failures++, following.timings), undefined, { signal }).catch(() => {})
  }
}

type Session = Omit<CatchUp, 'client'> & Following

/** One connection, from beginning to end; why it ended, in words. */
async function session(work: Session, connected: () => void): Promise<string> {
  const { channel, desk, signal } = work
  try {
    const { imap } = readEmailSettings(channel.settings)
    if (!imap) return await tell(desk, channel, null).then(() => endOf(signal))
    const where = `${imap.host}:${imap.port}`
    const client = await openImap(channel, work, signal)
    // What ended a connection says more than the command that was interrupted by its end.
    let lost: Error | null = null
    client.on('error', (error: Error) => (lost ??= error))
    return await read({ ...work, client }, imap.folder, connected)
      .catch((error: unknown) => wordsFor(lost ?? error, where, client.usable))
      .finally(() => client.close())
  } catch (error) {
    return (error as Error).message
  }
}

/** Reads what comes. @throws Error when the connection ends. */
async function read(work: CatchUp & Following, folder: string, connected: () => void): Promise<never> {
  const { client, channel, desk, signal } = work
  const news = listenForNews(client, work.timings.idle)
  // Read only: the mailbox belongs to people, and what they have not read stays unread.
  await client.mailboxOpen(folder, { readOnly: true })
  let position = await startingPoint(client, channel, desk, work.now())
  await tell(desk, channel, null)
  do {
    position = await catchUp(work, position)
    connected()
  } while (!signal.aborted && (await news()))
  throw Object.assign(new Error('The connection ended.'), { code: 'NoConnection' })
}

/** What was not said by the server and left the connection alone is the hub's own trouble. */
function wordsFor(error: unknown, where: string, usable: boolean): string {
  const ofServer = !usable || (error instanceof Error && 'responseStatus' in error)
  return ofServer ? inWords(error, where) : `Mail could not be stored: ${(error as Error).message}`
}

/** Doubled after each failure, and never the same for all mailboxes of a server that comes back. */
function pause(failures: number, { retry, retryMost }: Following['timings']): number {
  return Math.min(retry * 2 ** Math.min(failures, 20), retryMost) * (0.5 + Math.random() / 2)
}

/** The database may be what is away: then there is nothing to write the news into, and following goes on. */
async function tell(desk: CarrierDesk, channel: CarriedConfig, error: string | null): Promise<void> {
  await desk.report(channel, { connected: error === null, error }).catch(() => {})
}

async function endOf(signal: AbortSignal): Promise<string> {
  const ended = Promise.withResolvers<string>()
  signal.addEventListener('abort', () => ended.resolve(''), { once: true })
  if (signal.aborted) ended.resolve('')
  return ended.promise
}
