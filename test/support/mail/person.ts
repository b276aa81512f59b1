import type { CarriedConfig } from '../../../server/src/channels/carried.ts'
import { openImap } from '../../../server/src/channels/email/imap.ts'
import { createSignIns } from '../../../server/src/channels/email/sign-in.ts'
import { usualTimings } from '../../../server/src/channels/email/timings.ts'

type Client = Awaited<ReturnType<typeof openImap>>

/** What a person does who has the same mailbox open in a mail program, where it can be changed. */
export async function asPerson<T>(channel: CarriedConfig, use: (client: Client) => Promise<T>): Promise<T> {
  const signIns = createSignIns({ now: () => new Date(), allowPrivateHosts: true })
  const client = await openImap(channel, { signIns, allowPrivateHosts: true, timings: usualTimings })
  await client.mailboxOpen('INBOX')
  try {
    return await use(client)
  } finally {
    await client.logout()
  }
}

/** Reads `count` mails, once they are there. */
export async function readAll(channel: CarriedConfig, count: number): Promise<void> {
  await asPerson(channel, async (client) => {
    while (((await client.search({ all: true })) || []).length < count) await client.noop()
    await client.messageFlagsAdd('1:*', [String.raw`\Seen`])
  })
}
