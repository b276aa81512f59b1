import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDesk } from '../support/mail/desk.ts'
import { emailAt, mailbox, outgoing } from '../support/mail/mailbox.ts'
import { startSandboxWorld } from '../support/mail/sandbox-world.ts'
import { settingsIn, type MailWorld } from '../support/mail/world.ts'

describe('mail that the hub signs itself', () => {
  let world: MailWorld
  beforeAll(async () => {
    world = await startSandboxWorld()
  })
  afterAll(() => world.stop())

  it('carries a signature that the public key proves', async () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const customer = world.customer()
    const settings = settingsIn(world.hubAddress(), 1, world.smtpPort)
    const channel = mailbox(
      { ...settings, dkim: { domain: 'hub.test', selector: 'mail' } },
      { password: world.password, dkimPrivateKey: privateKey },
    )
    await emailAt(createDesk()).send(channel, outgoing([customer], { body: 'Signed,  sealed\n\n\n' }))
    const [raw] = await world.inbox(customer)
    const [headers = [], body = ''] = parted(raw?.toString('latin1') ?? '')
    const field = headers.find((header) => header.startsWith('DKIM-Signature:')) ?? ''
    const tags = tagsOf(field)
    expect(tags).toMatchObject({ d: 'hub.test', s: 'mail', a: 'rsa-sha256', c: 'relaxed/relaxed' })
    expect(tags['bh']).toBe(createHash('sha256').update(relaxedBody(body)).digest('base64'))
    const names = (tags['h'] ?? '').split(':').map((name) => name.trim().toLowerCase())
    for (const name of ['from', 'to', 'subject', 'message-id']) expect(names).toContain(name)
    const signed = names.map((name) => headers.findLast((header) => header.toLowerCase().startsWith(`${name}:`)))
    const text = [...signed, field.replace(/(\bb=)[^;]*/, '$1')].map((header) => relaxed(header ?? '')).join('\r\n')
    expect(
      createVerify('RSA-SHA256')
        .update(text)
        .verify(keys.publicKey, tags['b'] ?? '', 'base64'),
    ).toBe(true)
  })
})

function parted(raw: string): [string[], string] {
  const end = raw.indexOf('\r\n\r\n')
  return [raw.slice(0, end).split(/\r\n(?![ \t])/), raw.slice(end + 4)]
}

const tagsOf = (field: string) =>
  Object.fromEntries(
    field
      .slice(field.indexOf(':') + 1)
      .replaceAll(/\s+/g, '')
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  ) as Record<string, string>

/** RFC 6376, 3.4.2 and 3.4.4. */
const relaxed = (header: string) =>
  `${header.slice(0, header.indexOf(':')).toLowerCase().trim()}:${header
    .slice(header.indexOf(':') + 1)
    .replaceAll(/\s+/g, ' ')
    .trim()}`
const relaxedBody = (body: string) =>
  `${body
    .split('\r\n')
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd())
    .join('\r\n')
    .replace(/(\r\n)+$/, '')}\r\n`
