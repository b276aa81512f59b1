import type { ImapFlow } from 'imapflow'
import type { CarriedConfig, Handed, Outgoing } from '../carried.ts'
import { compose } from './compose.ts'
import type { Connecting } from './connecting.ts'
import { openImap } from './imap.ts'
import { searchUids } from './search.ts'
import { readEmailSettings } from './settings.ts'

/** Larger mails, in bytes of files, are not put into the sent folder: it takes them as one piece in memory. */
const largestSaved = 10_000_000

/** Whether the sent folder has the mail; `unknown` when it has not, since not every server saves what it sends. */
export async function findSent(
  channel: CarriedConfig,
  outgoing: Outgoing,
  connecting: Connecting,
): Promise<Handed | 'unknown'> {
  const { imap } = readEmailSettings(channel.settings)
  if (!imap) return 'unknown'
  return withFolder(channel, connecting, async (client, folder) => {
    if (!folder) return 'unknown'
    await client.mailboxOpen(folder, { readOnly: true })
    const found = await searchUids(client, { header: { 'Message-ID': outgoing.reference } })
    return found.length > 0 ? { providerId: outgoing.reference, state: 'sent' } : 'unknown'
  })
}

/** Puts a mail that was sent into the sent folder, where the settings say so. @throws Error when that fails. */
export async function saveSent(
  channel: CarriedConfig,
  outgoing: Outgoing,
  connecting: Connecting,
  instance: string,
): Promise<void> {
  const settings = readEmailSettings(channel.settings)
  const size = outgoing.files.reduce((sum, file) => sum + file.size, 0)
  if (!settings.saveSent || !settings.imap || size > largestSaved) return
  const mail = await compose(channel, outgoing, instance).build()
  await withFolder(channel, connecting, async (client, folder) => {
    if (folder) await client.append(folder, mail, [String.raw`\Seen`])
  })
}

async function withFolder<T>(
  channel: CarriedConfig,
  connecting: Connecting,
  use: (client: ImapFlow, folder: string | null) => Promise<T>,
): Promise<T> {
  const client = await openImap(channel, connecting)
  try {
    const folders = await client.list()
    return await use(client, folders.find(({ specialUse }) => specialUse === String.raw`\Sent`)?.path ?? null)
  } finally {
    client.close()
  }
}
