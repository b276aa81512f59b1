import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js'
import type { Handed, Outgoing } from '../carried.ts'
import { askFailure } from './failure.ts'
import type { Provider } from './provider.ts'
import { stateOf } from './receipt.ts'
import { recipientOf } from './send.ts'

export interface FindOptions {
  /** What is known of the provider's texts with these ids, and of our other texts of the same words. */
  rivals(providerIds: string[]): Promise<Rivals>
  /** Ms after it was written until a text may be called absent: before, it may be on its way into the list. */
  absentAfter: number
  now: Date
}

export interface Rivals {
  /** Those of the provider's texts that are other deliveries'. */
  taken: ReadonlySet<string>
  /** How many of our texts of the same words to the same number were written before, and their fate is unknown as well. */
  before: number
}

/** Texts of one number to one other that are looked at; newest first. */
const most = 200
/** The provider's clock may be this much behind ours, and it writes whole seconds. In ms. */
const slack = 120_000

/**
 * Looks for a text of unknown outcome in the provider's list. It is not asked for the day of sending, as a text that still
 * waits has none; newest first, the list is long enough when it reaches back to before the text was written.
 */
export async function findText(
  { client, settings }: Provider,
  outgoing: Outgoing,
  { rivals, absentAfter, now }: FindOptions,
): Promise<Handed | 'absent' | 'unknown'> {
  const asked = { to: recipientOf(outgoing), from: settings.number, limit: most }
  const listed = await client.messages.list(asked).catch((error: unknown) => {
    throw askFailure(error)
  })
  const written = writtenAt(outgoing.deliveryId)
  const since = written - slack
  const recent = listed.filter((text) => text.dateCreated.getTime() >= since)
  const same = recent
    .filter((one) => isSame(one, outgoing))
    // The provider writes whole seconds, and lists the newest first.
    .toReversed()
    .toSorted((one, other) => one.dateCreated.getTime() - other.dateCreated.getTime())
  const { taken, before } = await rivals(same.map(({ sid }) => sid))
  // The first of ours is the first of theirs: whoever wrote before us comes before us.
  const text = same.filter(({ sid }) => !taken.has(sid))[before]
  if (text) return { providerId: text.sid, state: stateOf(text.status) ?? 'sending' }
  const tooEarly = now.getTime() - written < absentAfter
  return tooEarly || recent.length === most ? 'unknown' : 'absent'
}

/** The provider takes the spaces around a text away, and some providers its line ends. */
function isSame(text: MessageInstance, { body, files }: Outgoing): boolean {
  const plain = (words: string | null) => (words ?? '').replace(/\s+/gu, ' ').trim()
  return (
    text.direction !== 'inbound' && plain(text.body) === plain(body) && files.length > 0 === Number(text.numMedia) > 0
  )
}

/** When a delivery was made: its id begins with the milliseconds since 1970 (UUID version 7). */
const writtenAt = (deliveryId: string) => Number.parseInt(deliveryId.replaceAll('-', '').slice(0, 12), 16)
