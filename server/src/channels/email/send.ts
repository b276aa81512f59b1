import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import DKIM from 'nodemailer/lib/dkim'
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import type { CarriedConfig, Handed, Outgoing } from '../carried.ts'
import { compose } from './compose.ts'
import type { Connecting } from './connecting.ts'
import { envelopeOf } from './envelope.ts'
import { outcomeOf, type Progress } from './outcome.ts'
import { refusalsOf, type Refusal } from './refusals.ts'
import { readEmailSettings } from './settings.ts'
import { openSmtp, signInToSmtp } from './smtp.ts'

/** A mail that the server took; `refused` are those of its recipients that it did not take it for. */
export interface Sent extends Handed {
  refused: Refusal[]
}

/**
 * Hands one mail to the channel's SMTP server. Until the server asks for the content, nothing has happened;
 * `outgoing.committing` is awaited between its asking and the first byte.
 * @throws ChannelRejectedError, ChannelUnavailableError, ChannelUncertainError, each in words.
 */
export async function send(
  channel: CarriedConfig,
  outgoing: Outgoing,
  connecting: Connecting,
  instance: string,
): Promise<Sent> {
  const smtp = await openSmtp(channel, connecting)
  const progress: Progress = { begun: false, broken: null }
  try {
    await signInToSmtp(smtp, channel, connecting)
    const content = Readable.from(contentOf(channel, outgoing, instance, progress), { objectMode: false })
    const envelope = envelopeOf(channel, outgoing)
    const info = await smtp.step<SMTPConnectionSendInfo>((done) => smtp.connection.send(envelope, content, done))
    smtp.connection.quit()
    // Some servers give a mail another id than it was handed over with, and say so: answers will name that one.
    const providerId = info.serverMessageId ?? outgoing.reference
    return { providerId, state: 'sent', refused: refusalsOf(info.rejectedErrors) }
  } catch (error) {
    // Before the end of its content was sent, closing makes a server forget the mail.
    smtp.close()
    throw outcomeOf(error, progress, readEmailSettings(channel.settings).smtp)
  }
}

/** The bytes of the mail. Nobody reads them before the server has answered DATA. */
async function* contentOf(
  channel: CarriedConfig,
  outgoing: Outgoing,
  instance: string,
  progress: Progress,
): AsyncIterable<Uint8Array> {
  try {
    await outgoing.committing()
    progress.begun = true
    yield* signed(channel, compose(channel, outgoing, instance).createReadStream())
  } catch (error) {
    progress.broken = error as Error
    throw error
  }
}

function signed(channel: CarriedConfig, mail: Readable): Readable {
  const { dkim } = readEmailSettings(channel.settings)
  const privateKey = channel.secrets['dkimPrivateKey']
  if (!dkim || !privateKey) return mail
  // The signature stands above what it signs: a large mail waits in a file meanwhile, not in memory.
  const cache = { cacheDir: tmpdir(), cacheTreshold: 2_000_000 }
  return new DKIM({ domainName: dkim.domain, keySelector: dkim.selector, privateKey, ...cache }).sign(mail)
}
