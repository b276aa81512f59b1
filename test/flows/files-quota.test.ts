import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeOrphans } from '../../server/src/conversations/attachments/orphans.ts'
import { mostPending } from '../../server/src/conversations/attachments/pending.ts'
import { readEnv } from '../../server/src/env.ts'
import { openFiles } from '../../server/src/platform/files.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub({ env: { TRUST_PROXY: 'true' } })))
afterAll(() => hub.stop())

const megabyte = new Uint8Array(1_000_000)

/** Somebody with a network of their own, and one file of theirs that waits. */
async function arrive(address: string) {
  const one = visitor(hub.url, hub.channelKey)
  const from = { 'x-forwarded-for': address }
  one.token = (await one.call<{ token: string }>('POST', 'session', {}, from)).body.token
  const upload = (bytes = megabyte) => one.call<{ id: string }>('PUT', 'files?name=a.bin', bytes, from)
  const { id } = (await upload()).body
  const { uploader, network } = await hub.services.db.prisma.attachment.findUniqueOrThrow({ where: { id } })
  return { id, write: one.write, upload, uploader, network }
}

/** Lets a file of `size` bytes wait, without sending one. */
const waiting = (data: { uploader: string; network: string | null; size: number }) =>
  hub.services.db.prisma.attachment.create({
    data: { id: newId(), name: 'big.bin', contentType: 'application/octet-stream', storageKey: newId(), ...data },
  })

describe('files that wait for a message', () => {
  it('of one visitor are so many bytes and no more, however many come at once', async () => {
    const ada = await arrive('10.1.0.1')
    await waiting({ uploader: ada.uploader, network: null, size: mostPending.uploader - 4_000_000 })
    const replies = await Promise.all(Array.from({ length: 8 }, () => ada.upload()))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3)
    const refused = replies.find(({ status }) => status !== 200)
    expect([refused?.status, refused?.body.error.code]).toEqual([413, 'quota_exceeded'])
    expect(refused?.body.error.message).toBe(
      'Too many of your files wait to be sent. Please send what you have attached first.',
    )
  })

  it('make room when they are sent', async () => {
    const bea = await arrive('10.2.0.1')
    await waiting({ uploader: bea.uploader, network: null, size: mostPending.uploader - 1_000_000 })
    expect((await bea.upload()).status).toBe(413)
    expect((await bea.write('Here', { attachmentIds: [bea.id] })).status).toBe(200)
    expect((await bea.upload()).status).toBe(200)
  })

  it('of one network are counted together, whoever sends them, and other networks are not refused', async () => {
    const [one, other] = [await arrive('10.3.0.1'), await arrive('10.3.0.1')]
    const { network } = one
    expect(network).toBe(other.network)
    expect(network).not.toContain('10.3')
    await waiting({ uploader: 'identity:visitor:many', network, size: mostPending.network - 4_000_000 })
    const replies = await Promise.all([one, other, one, other, one, other].map(({ upload }) => upload()))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(replies.find(({ status }) => status === 413)?.body.error.message).toMatch(/from your network/)
    expect((await arrive('10.4.0.1')).id).toBeTruthy()
  })

  it('count as more than nothing when they are very small', async () => {
    const cem = await arrive('10.5.0.1')
    await waiting({ uploader: cem.uploader, network: null, size: mostPending.uploader - 1_150_000 })
    const tiny = new Uint8Array(1)
    expect([(await cem.upload(tiny)).status, (await cem.upload(tiny)).status]).toEqual([200, 413])
  })

  it('of an agent are limited too', async () => {
    const agent = await hub.agent()
    await waiting({ uploader: `agent:${agent.id}`, network: null, size: mostPending.uploader })
    const answer = await fetch(`${hub.url}/files?name=a`, { method: 'PUT', headers: agent.headers, body: 'x' })
    expect(answer.status).toBe(413)
  })

  it('are gone after four hours', async () => {
    const dora = await arrive('10.6.0.1')
    const hours = (n: number) => ({ ...hub.services, clock: { now: () => new Date(Date.now() + n * 3_600_000) } })
    const left = () => hub.services.db.prisma.attachment.count({ where: { uploader: dora.uploader } })
    await removeOrphans(hours(3))
    expect(await left()).toBe(1)
    await removeOrphans(hours(5))
    expect(await left()).toBe(0)
  })
})

it('a disk that is nearly full is left to the database', async () => {
  const env = readEnv({ DATA_DIR: tmpdir() })
  await expect(openFiles(env, async () => 400_000_000).put('x', megabyte, 'text/plain')).rejects.toThrow(/no room/)
})
