import { ImapFlow } from 'imapflow'
import type { CarriedConfig } from '../carried.ts'
import { ChannelUnavailableError } from '../../errors.ts'
import type { Connecting } from './connecting.ts'
import { reachMailServer } from './reach.ts'
import { readEmailSettings } from './settings.ts'
import { inWords } from './trouble.ts'

/**
 * Connects and signs in to the IMAP server of a channel, with no folder open. Close it with `close()`, or by `signal`.
 * @throws ChannelUnavailableError in words; also when the channel has no IMAP server.
 */
export async function openImap(
  channel: CarriedConfig,
  connecting: Connecting,
  signal?: AbortSignal,
): Promise<ImapFlow> {
  const { imap } = readEmailSettings(channel.settings)
  if (!imap) throw new ChannelUnavailableError('This mailbox has no IMAP server.')
  const { signIns, allowPrivateHosts, timings } = connecting
  const { address, servername } = await reachMailServer(imap, allowPrivateHosts)
  const credentials = await signIns.credentials(channel, 'imap')
  // Who was told to stop meanwhile connects no more, and leaves nothing that nobody closes.
  signal?.throwIfAborted()
  const client = new ImapFlow({
    host: address,
    port: imap.port,
    servername,
    secure: imap.security === 'tls',
    doSTARTTLS: imap.security === 'tls' ? undefined : imap.security === 'starttls',
    auth: credentials,
    logger: false,
    // Folders are read as they are; a few milliseconds after the last command the server is asked to tell news.
    autoIdleDelay: 50,
    maxIdleTime: timings.idle,
    connectionTimeout: timings.connect,
    greetingTimeout: timings.connect,
    socketTimeout: timings.silence,
    clientInfo: { name: 'Switchboard' },
  })
  // Every failure also rejects the command it interrupts, or is followed by `close`.
  client.on('error', () => {})
  const close = () => client.close()
  signal?.addEventListener('abort', close)
  client.on('close', () => signal?.removeEventListener('abort', close))
  try {
    await client.connect()
  } catch (error) {
    client.close()
    if ((error as { authenticationFailed?: boolean }).authenticationFailed) signIns.forget(channel)
    throw new ChannelUnavailableError(inWords(error, `${imap.host}:${imap.port}`), { cause: error })
  }
  return client
}
