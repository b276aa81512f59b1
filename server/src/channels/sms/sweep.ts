import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js'
import type { CarriedConfig, CarrierDesk } from '../carried.ts'
import { askFailure } from './failure.ts'
import type { Provider } from './provider.ts'

/** Clocks differ, and a list may lag behind: each sweep looks back this much further than the last one reached. In ms. */
const overlap = 10 * 60_000
const pageSize = 200

/** Where sweeping stopped. */
interface Position {
  /** ISO 8601: everything that came in before this is kept. */
  sweptUntil: string
}

/**
 * Asks the provider's list for texts whose webhooks never came and keeps them as if they had; those that came are known
 * by their ids. The position moves only when the whole list was gone through. The first sweep of a number only marks where
 * to begin: what was said before it was connected is not ours.
 * @param settle ms for which a text is left to its webhook.
 */
export async function sweep(
  channel: CarriedConfig,
  provider: Provider,
  desk: Pick<CarrierDesk, 'keep' | 'position' | 'savePosition'>,
  { now, settle }: { now: Date; settle: number },
): Promise<void> {
  const position = (await desk.position(channel)) as Position | null
  const from = position ? new Date(position.sweptUntil).getTime() - overlap : now.getTime()
  const until = now.getTime() - settle
  for await (const text of position ? listed(provider, new Date(from)) : []) {
    const at = (text.dateSent ?? text.dateCreated).getTime()
    // Some providers only know days, or no dates at all, and tell more than they were asked for.
    if (text.direction !== 'inbound' || at < from || at > until) continue
    await desk.keep(channel, { externalId: text.sid, payload: asWebhook(text) })
  }
  await desk.savePosition(channel, { sweptUntil: now.toISOString() } satisfies Position)
}

async function* listed({ client, settings }: Provider, dateSentAfter: Date): AsyncGenerator<MessageInstance> {
  try {
    let page = await client.messages.page({ to: settings.number, dateSentAfter, pageSize })
    for (;;) {
      yield* page.instances
      const next = await page.nextPage()
      if (!next) return
      page = next as typeof page
    }
  } catch (error) {
    throw askFailure(error)
  }
}

/** An entry of the list in the words of a webhook, so that both are understood alike. */
const asWebhook = ({ sid, accountSid, from, to, body, numMedia, dateSent, dateCreated }: MessageInstance) => ({
  MessageSid: sid,
  AccountSid: accountSid,
  From: from,
  To: to,
  Body: body ?? '',
  NumMedia: numMedia,
  DateSent: (dateSent ?? dateCreated).toISOString(),
  Swept: 'true',
})
