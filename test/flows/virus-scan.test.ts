import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeMail } from '../../server/src/sandbox/devices/compose-mail.ts'
import { type Providers, startProviders } from '../../server/src/sandbox/providers.ts'
import type { AgentClient } from '../support/agent.ts'
import { type Clamd, eicar, startClamd } from '../support/clamd.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let clamd: Clamd
let hub: Hub
let mia: AgentClient
let providers: Providers
beforeAll(async () => {
  clamd = await startClamd()
  hub = await startHub({ carriers: 'real', env: { ALLOW_PRIVATE_HOSTS: 'true', CLAMD_URL: clamd.url } })
  mia = await hub.agent({ name: 'Mia' })
  providers = await startProviders(hub.services)
  await vi.waitFor(async () => {
    const where = { connected: true, channel: { kind: 'email' } } as const
    if (!(await db().channelLink.findFirst({ where }))) throw new Error('nobody reads the mailbox')
  }, 15_000)
})
afterAll(async () => {
  await hub.stop()
  await providers.stop()
  await clamd.stop()
})

const db = () => hub.services.db.prisma
const kept = (name: string) => db().attachment.count({ where: { name } })
/** An agent adds a file to what they write. */
async function upload(name: string, content: string) {
  const headers = { ...mia.headers, origin: hub.url }
  const reply = await fetch(`${hub.url}/files?name=${name}`, { method: 'PUT', headers, body: content })
  return { status: reply.status, body: await reply.text() }
}
function mail(words: string, files: Record<string, string>) {
  const attached = Object.entries(files).map(([name, text]) => ({
    name,
    contentType: 'text/plain',
    content: Buffer.from(text).toString('base64'),
  }))
  const letter = { from: 'ada@customers.test', to: providers.mailbox, subject: 'A bill', message: words }
  providers.mail.deliver(composeMail({ ...letter, inReplyTo: '', references: '', files: attached }, new Date()))
}
const arrived = (body: string) =>
  vi.waitFor(() => db().message.findFirstOrThrow({ where: { body }, include: { attachments: true, content: true } }), {
    timeout: 20_000,
    interval: 100,
  })

describe('a file that carries a virus', () => {
  it('is not taken from an agent, nor from a visitor, and both are told what is wrong with it', async () => {
    const refused = await upload('bill.txt', eicar)
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('It carries a virus (Eicar-Test-Signature).')
    const ada = visitor(hub.url, hub.channelKey)
    await ada.begin()
    const answer = await ada.upload('holiday.txt', new TextEncoder().encode(eicar))
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'infected' } } })
    expect([await kept('bill.txt'), await kept('holiday.txt')]).toEqual([0, 0])
  })

  it('is left out of a mail, whose words and other files arrive', async () => {
    mail('Please pay', { 'worm.txt': eicar, 'list.txt': 'a\nb' })
    const { attachments, content } = await arrived('Please pay')
    expect(attachments.map((file) => file.name)).toEqual(['list.txt'])
    expect(content?.warnings).toEqual(['The file “worm.txt” was left out. It carries a virus (Eicar-Test-Signature).'])
  })
})

describe('a clean file', () => {
  it('is looked through and taken', async () => {
    const before = clamd.scanned()
    expect((await upload('clean.txt', 'hello')).status).toBe(200)
    expect(clamd.scanned()).toBe(before + 1)
    expect(await kept('clean.txt')).toBe(1)
  })

  it('is not taken while it is too big to be looked through', async () => {
    const refused = await upload('big.txt', 'x'.repeat(6_000_000))
    expect(refused).toMatchObject({ status: 413, body: expect.stringContaining('too big to be checked') })
    expect(await kept('big.txt')).toBe(0)
  })
})

describe('while the scanner is away', () => {
  it('files wait: uploads are to be tried again, and a mail arrives whole once it is back', async () => {
    await clamd.leave()
    const refused = await upload('early.txt', 'hello')
    expect(refused).toMatchObject({ status: 503, body: expect.stringContaining('cannot be checked') })
    mail('With a list', { 'late.txt': 'a' })
    const waiting = () => db().inboundItem.findFirst({ where: { reason: { contains: 'cannot be checked' } } })
    await vi.waitFor(async () => expect(await waiting()).toMatchObject({ state: 'received' }), 15_000)
    await clamd.back()
    const { attachments, content } = await arrived('With a list')
    expect(attachments.map((file) => file.name)).toEqual(['late.txt'])
    expect(content?.warnings).toEqual([])
    expect((await upload('early.txt', 'hello')).status).toBe(200)
  })
})
