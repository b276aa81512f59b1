import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection'
import XOAuth2 from 'nodemailer/lib/xoauth2'
import type { CarriedConfig } from '../carried.ts'
import { ChannelUnavailableError } from '../../errors.ts'
import type { Connecting } from './connecting.ts'
import { reachMailServer } from './reach.ts'
import { readEmailSettings } from './settings.ts'
import type { Credentials } from './sign-in.ts'
import { inWords } from './trouble.ts'

/** A connection to an SMTP server. Events of its failure go to `failed`, which each step replaces. */
export interface Smtp {
  connection: SMTPConnection
  /** Runs one step; rejects when it fails, or the connection does. */
  step<T>(run: (done: (error?: Error | null, result?: T) => void) => void): Promise<T>
  close(): void
}

/** Connects to the SMTP server of a channel. @throws ChannelUnavailableError in words. */
export async function openSmtp(channel: CarriedConfig, connecting: Connecting): Promise<Smtp> {
  const { smtp, address: own } = readEmailSettings(channel.settings)
  const { allowPrivateHosts, timings } = connecting
  const { address, servername } = await reachMailServer(smtp, allowPrivateHosts)
  const connection = new SMTPConnection({
    host: address,
    port: smtp.port,
    servername,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    name: own.slice(own.lastIndexOf('@') + 1),
    connectionTimeout: timings.connect,
    greetingTimeout: timings.connect,
    socketTimeout: timings.accept,
    logger: false,
  })
  const opened = stepsOf(connection)
  try {
    await opened.step((done) => connection.connect(done))
  } catch (error) {
    opened.close()
    throw new ChannelUnavailableError(inWords(error, `${smtp.host}:${smtp.port}`), { cause: error })
  }
  return opened
}

/** Signs in, where the server asks for it. @throws ChannelUnavailableError in words. */
export async function signInToSmtp({ connection, step }: Smtp, channel: CarriedConfig, { signIns }: Connecting) {
  const { smtp } = readEmailSettings(channel.settings)
  if (!connection.allowsAuth) return
  const auth = authOf(await signIns.credentials(channel, 'smtp'))
  try {
    await step((done) => connection.login(auth, done))
  } catch (error) {
    if ((error as { code?: string }).code === 'EAUTH') signIns.forget(channel)
    throw new ChannelUnavailableError(inWords(error, `${smtp.host}:${smtp.port}`), { cause: error })
  }
}

function authOf(credentials: Credentials): SMTPConnectionAuth {
  const { user } = credentials
  if (!('accessToken' in credentials)) return { user, credentials: { user, pass: credentials.pass } }
  return { user, method: 'XOAUTH2', oauth2: new XOAuth2({ user, accessToken: credentials.accessToken }) }
}

function stepsOf(connection: SMTPConnection): Smtp {
  let failed = (_error: Error) => {}
  connection.on('error', (error: Error) => failed(error))
  return {
    connection,
    step<T>(run: (done: (error?: Error | null, result?: T) => void) => void) {
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      failed = reject
      run((error, result) => (error ? reject(error) : resolve(result as T)))
      return promise
    },
    close: () => connection.close(),
  }
}
