import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { joined } from '../../server/src/customers/details.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

async function arrive() {
  const one = visitor(hub.url, hub.channelKey)
  await one.begin()
  return one
}

/** Begins to send a file and does not end. */
function beginUpload(token: string | null) {
  const sending = request(`${hub.url}/chat/${hub.channelKey}/files?name=a.txt`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
  })
  sending.on('error', () => {})
  sending.write('x')
  return sending
}

describe('many at once', () => {
  it('from one address, only some files may be on their way; the next is welcome when one is done', async () => {
    const ada = await arrive()
    const begun = Array.from({ length: 20 }, () => beginUpload(ada.token))
    await wait(300)
    const one = await arrive()
    const refused = await one.upload('b.txt', Buffer.from('hello'))
    expect(refused.status).toBe(429)
    for (const sending of begun) sending.destroy()
    await vi.waitFor(async () => expect((await one.upload('b.txt', Buffer.from('hello'))).status).toBe(200))
  })

  it('whoever leaves before their stream begins leaves nothing behind', async () => {
    const ada = await arrive()
    await ada.write('hello')
    const { prisma } = hub.services.db
    const { contactId } = await prisma.conversation.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    for (let n = 0; n < 40; n++) {
      const control = new AbortController()
      const headers = { authorization: `Bearer ${ada.token}` }
      const opening = fetch(`${hub.url}/chat/${hub.channelKey}/stream`, { headers, signal: control.signal })
      setTimeout(() => control.abort(), n / 8)
      await opening.then((answer) => answer.body?.cancel()).catch(() => {})
    }
    const open = async () => {
      const { values } = await hub.services.metrics.connections.get()
      return values.find(({ labels }) => labels.kind === 'visitor')?.value ?? 0
    }
    await vi.waitFor(async () => expect(await open()).toBe(0))
    expect(hub.services.presence.get(`contact:${contactId}`)).toBeUndefined()
  })
})

describe('what strangers send', () => {
  it('leaves no trace of its own in the figures, whatever address it asks for', async () => {
    for (let n = 0; n < 5; n++) await fetch(`${hub.url}/stranger-${n}/x`)
    const figures = await (await fetch(`${hub.url}/metrics`)).text()
    expect(figures).toContain('route="app"')
    expect(figures).not.toContain('stranger')
  })

  it('is not found when its address cannot be read', async () => {
    expect((await fetch(`${hub.url}/%E0%A4%A`)).status).toBe(404)
  })

  it('is refused before it is read when it is a huge operation, or one without an end', async () => {
    const headers = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' }
    const huge = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body: 'x'.repeat(1_000_001) })
    expect(huge.status).toBe(413)
    const body = new ReadableStream({ start: (control) => control.enqueue(new TextEncoder().encode('{"query":"')) })
    const endless = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    expect(endless.status).toBe(413)
  })

  it('is kept within bounds while there is nobody to store it for', () => {
    let said = {}
    for (let n = 0; n < 100; n++) said = joined(said, { attributes: { [`a${n}`]: n } })
    expect(Object.keys((said as { attributes: object }).attributes)).toHaveLength(50)
    expect(joined(said, { attributes: { a0: 'new' } }).attributes).toMatchObject({ a0: 'new' })
  })
})

it('mail with links that let people in is nobody’s behind a proxy that serves others', async () => {
  const env = { DEMO: 'true', PUBLIC_URL: 'https://chat.example.com' }
  const served = await startHub({ env })
  const status = (await fetch(`${served.url}/demo/mails`)).status
  await served.stop()
  expect(status).toBe(403)
})
