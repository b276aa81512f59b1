import { TooLargeError } from '../../errors.ts'
import type { CatchUp } from './catch-up.ts'
import { externalIdOf, headBytes, headersOf } from './external-id.ts'
import type { Position } from './position.ts'

/** A mail of a folder, begun: its UID, its size in bytes as the server counts, and its first `headBytes` bytes. */
export interface Fetched {
  uid: number
  size: number
  head: Buffer
}

const chunkSize = 131_072
/** A mail that the desk did not take this many times in a row is noted, when it does take the note. */
const mostRefusals = 10

/**
 * Hands one mail to the desk, streaming what is not in `head`. One that is too large is kept as its headers, one that the
 * server cannot hand over as a note: neither stands in the way of the next.
 * @throws Error when the connection or the desk fails: the mail is to be tried again.
 */
export async function keepMail(work: CatchUp, position: Position, mail: Fetched): Promise<void> {
  const { channel, desk, client } = work
  if (mail.head.length === 0) return keepNote(work, position, mail, 'The server handed nothing over.')
  if (mail.size > work.largest) return keepHeaders(work, mail)
  const raw = rest(client, mail)
  try {
    await desk.keep(channel, { externalId: externalIdOf(mail.head), raw: raw.bytes, size: mail.size })
  } catch (error) {
    if (error instanceof TooLargeError) return keepHeaders(work, mail)
    if (!client.usable) throw error
    const { broken } = raw
    if (broken) return keepNote(work, position, mail, `The server did not hand it over: ${broken.message}`)
    if (countRefusal(work, mail.uid) < mostRefusals) throw error
    await keepNote(work, position, mail, `It could not be stored: ${(error as Error).message}`)
  }
}

function countRefusal({ unstored }: CatchUp, uid: number): number {
  const times = (unstored.get(uid) ?? 0) + 1
  unstored.set(uid, times)
  return times
}

/** Keeps word of a mail that cannot be had: understanding it fails, which shows it on the channel's health page. */
export async function keepNote(
  { channel, desk }: CatchUp,
  { uidValidity }: Position,
  { uid, head }: Pick<Fetched, 'uid' | 'head'>,
  unreadable: string,
): Promise<void> {
  const payload = { unreadable, headers: headersOf(head) }
  await desk.keep(channel, { externalId: `uid:${uidValidity}.${uid}`, payload })
}

/** The mail as a stream; `broken` says why the server ended it early. */
function rest(client: CatchUp['client'], { uid, head }: Fetched) {
  const raw = { bytes: read(), broken: null as Error | null }
  async function* read(): AsyncIterable<Uint8Array> {
    // The sizes that servers state are sometimes guesses; a short beginning is surely all.
    if (head.length !== headBytes) return yield head
    try {
      const { content } = await client.download(String(uid), undefined, { uid: true, chunkSize })
      if (!content) throw new Error('It is gone.')
      yield* content
    } catch (error) {
      raw.broken = error as Error
      throw error
    }
  }
  return raw
}

async function keepHeaders({ channel, desk }: CatchUp, { head, size }: Fetched): Promise<void> {
  await desk.keep(channel, { externalId: externalIdOf(head), payload: { tooLarge: size, headers: headersOf(head) } })
}
