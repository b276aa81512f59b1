import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { secretPlace } from '../../../server/src/channels/carried-config.ts'
import { newId } from '../../../server/src/platform/ids.ts'
import { createSeal } from '../../../server/src/platform/seal.ts'
import { type MailWorld, settingsIn } from '../../support/mail/world.ts'
import { benchKey } from './sign-in.ts'

/** A channel as an administrator would make it in the settings. */
export interface Connected {
  id: string
  publicKey: string
}

interface Connection {
  kind: 'email' | 'sms'
  settings: object
  secrets: Record<string, string>
}

/** Connects a mailbox or a number to a filled database, before the hub is started on it. */
export async function connectChannel(url: string, { kind, settings, secrets }: Connection): Promise<Connected> {
  const [id, publicKey, seal] = [newId(), randomBytes(12).toString('base64url'), createSeal(benchKey)]
  const sealed = Object.entries(secrets).map(([name, value]) => [name, seal.close(value, secretPlace(id, name))])
  await query(
    url,
    `INSERT INTO channels (id, kind, name, brand_id, public_key, settings, secrets)
       SELECT $1, $2::channel_kind, 'Measured', id, $3, $4, $5 FROM brands ORDER BY name LIMIT 1`,
    [id, kind, publicKey, JSON.stringify(settings), JSON.stringify(Object.fromEntries(sealed))],
  )
  return { id, publicKey }
}

/** Connects the mailbox of an address in a mail server's world. */
export async function connectMailbox(url: string, world: MailWorld, address: string): Promise<Connected> {
  const settings = settingsIn(address, await world.imapPort(address), world.smtpPort)
  return connectChannel(url, { kind: 'email', settings, secrets: { password: world.password } })
}

/** Resolves once this question is answered with a row; asked again and again. @throws Error after two minutes. */
export async function untilRow(url: string, text: string, values: unknown[]): Promise<void> {
  const until = performance.now() + 120_000
  while ((await query(url, text, values)).length === 0) {
    if (performance.now() > until) throw new Error(`waited two minutes for ${text}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Resolves once the hub follows a mailbox. */
export const untilFollowed = (url: string, { id }: Connected) =>
  untilRow(url, 'SELECT 1 FROM channel_links WHERE channel_id = $1 AND connected AND position IS NOT NULL', [id])

/** Resolves once so many items of a channel are done with; one that is to be tried again much later counts as done. */
export const untilDone = (url: string, { id }: Pick<Connected, 'id'>, count: number) =>
  untilRow(
    url,
    `SELECT 1 FROM inbound_items WHERE channel_id = $1 AND (state <> 'received' OR reason IS NOT NULL) HAVING count(*) >= $2`,
    [id, count],
  )

async function query(url: string, text: string, values: unknown[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
