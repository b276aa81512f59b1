import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newIdentitySecret, rotatedSecrets } from '../../server/src/channels/settings/identity-secret.ts'
import { append } from '../../server/src/platform/events/append.ts'
import { transact } from '../../server/src/platform/transaction.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let secret: string
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** Changes the channel as its settings page would. */
async function configure(change: {
  settings?: Record<string, string | boolean>
  secrets?: Record<string, string | undefined>
}) {
  await transact(hub.services, async (tx) => {
    await tx.channel.update({ where: { id: hub.channelId }, data: JSON.parse(JSON.stringify(change)) })
    await append(tx, { type: 'directory.changed', data: { list: 'CHANNELS' } })
  })
  const { position, listen } = hub.services.tail
  const { id } = await hub.services.db.prisma.event.findFirstOrThrow({ orderBy: { id: 'desc' } })
  if (position() >= id) return
  await new Promise<void>((done) => {
    const stop = listen(() => {
      if (position() < id) return
      stop()
      done()
    })
  })
}

const open = (secrets: Record<string, string>, name: string) =>
  hub.services.seal.open(secrets[name] ?? '', `channels:${hub.channelId}:identity`)

beforeEach(async () => {
  const secrets = newIdentitySecret(hub.services.seal, hub.channelId)
  secret = open(secrets, 'identity')
  await configure({ secrets, settings: {} })
})

const signed = (userId: string, key = secret) => createHmac('sha256', key).update(userId).digest('hex')
const hmac = (userId: string, key = secret) => ({ userId, userHash: signed(userId, key) })
const jwt = (userId: string, expires = '5m', claims: Record<string, unknown> = {}, key = secret) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(key))
const browser = () => visitor(hub.url, hub.channelKey)
const user = () => `user-${newId()}`

describe('a user the site signed for', () => {
  it('sees the same thread on another device, whether by JWT or by HMAC', async () => {
    const [phone, desktop, ada] = [browser(), browser(), user()]
    const begun = await phone.begin({ identity: hmac(ada) })
    expect(begun.body.visitor).toMatchObject({ verified: true })
    await phone.write('From my phone')
    await desktop.begin({ identity: { jwt: await jwt(ada, '5m', { name: 'Ada', email: 'ada@example.com' }) } })
    expect(desktop.session.visitor).toMatchObject({ id: phone.session.visitor.id, name: 'Ada', verified: true })
    expect(desktop.session.conversation?.lastMessage?.body).toBe('From my phone')
    await desktop.write('From my desk')
    expect(await phone.conversations()).toHaveLength(1)
  })

  it.each([
    ['a wrong signature', async () => ({ userId: 'ada', userHash: signed('bob') })],
    ['a signature of another site', async () => hmac('ada', 'another secret')],
    ['a JWT of another site', async () => ({ jwt: await jwt('ada', '5m', {}, 'another secret, just as long') })],
    ['an expired JWT', async () => ({ jwt: await jwt('ada', '-5m') })],
    ['a JWT that never ends', async () => ({ jwt: await endless() })],
    ['a JWT without a signature', async () => ({ jwt: unsigned() })],
    ['no signature at all', async () => ({ userId: 'ada' })],
    ['an empty JWT', async () => ({ jwt: '' })],
  ])('is nobody with %s', async (_what, identity) => {
    const reply = await browser().begin({ identity: await identity() })
    expect(reply.status).toBe(403)
    expect(reply.body.error.code).toBe('identity_invalid')
  })

  it('needs no signature where the site does not enforce it, but then is only said to be them', async () => {
    const ada = user()
    const real = browser()
    await real.begin({ identity: hmac(ada) })
    await real.write('Private')
    await configure({ settings: { identityEnforced: false } })
    const impostor = browser()
    await impostor.begin({ identity: { userId: ada, name: 'Ada' } })
    expect(impostor.session).toMatchObject({ visitor: { verified: false, name: 'Ada' }, conversation: null, unread: 0 })
    expect(await impostor.conversations()).toEqual([])
  })

  it('is the only one who may chat where the site asks for it', async () => {
    await configure({ settings: { identityRequired: true } })
    expect((await browser().begin()).body.error.code).toBe('identity_required')
    expect((await browser().begin({ identity: hmac(user()) })).status).toBe(200)
  })

  it('stays one for a day after the secret was exchanged, and then no longer', async () => {
    const row = await hub.services.db.prisma.channel.findUniqueOrThrow({ where: { id: hub.channelId } })
    const kept = browser()
    await kept.begin({ identity: hmac(user()) })
    await kept.write('Hello')
    const line = kept.listen()
    await line.opened
    const rotated = rotatedSecrets(hub.services.seal, row, new Date())
    await configure({ secrets: rotated })
    expect((await browser().begin({ identity: hmac(user()) })).status).toBe(200)
    expect((await kept.call('GET', 'conversations')).status).toBe(200)
    await configure({ secrets: { ...rotated, previousIdentityUntil: new Date(Date.now() - 1000).toISOString() } })
    await line.until((heard) => heard.some((event) => event.type === 'expired'))
    expect((await browser().begin({ identity: hmac(user()) })).body.error.code).toBe('identity_invalid')
    expect((await kept.call('GET', 'conversations')).status).toBe(401)
  })
})

describe('logging in and out', () => {
  it('takes along what was written before, and leaves nothing to the browser afterwards', async () => {
    const [one, ada] = [browser(), user()]
    await one.begin()
    const { id } = (await one.write('Anonymous question')).body.conversation
    const before = one.token
    await one.begin({ identity: hmac(ada) })
    expect(one.session.conversation?.id).toBe(id)
    expect((await one.write('Now signed in')).body.conversation.id).toBe(id)
    const old = browser()
    old.token = before
    expect((await old.call('GET', 'conversations')).status).toBe(401)
    expect((await old.call('GET', `conversations/${id}`)).status).toBe(401)
    expect((await old.write('Still me?')).status).toBe(401)
    await one.begin({ reset: true })
    expect(one.session).toMatchObject({ visitor: { verified: false }, conversation: null, unread: 0 })
    expect(await one.conversations()).toEqual([])
  })

  it('joins into the person who has written before, and nothing is lost', async () => {
    const [home, work, ada] = [browser(), browser(), user()]
    await home.begin({ identity: hmac(ada) })
    const first = (await home.write('Yesterday, signed in')).body.conversation.id
    const line = home.listen()
    await line.opened
    await work.begin()
    const second = (await work.write('Today, not signed in')).body.conversation.id
    const draft = await work.upload('note.txt', new TextEncoder().encode('plain'))
    const stale = work.listen()
    await stale.opened
    await work.begin({ identity: hmac(ada) })
    await stale.until((heard) => heard.some((event) => event.type === 'expired'))
    await line.until((heard) => heard.some((e) => e.type === 'conversation' && e.conversation.id === second))
    const all = await home.conversations()
    expect(all.map(({ id }) => id).sort()).toEqual([first, second].sort())
    expect(all.find(({ id }) => id === first)?.status).toBe('closed')
    expect(all.find(({ id }) => id === second)?.status).toBe('open')
    const next = await work.write('With the file', { attachmentIds: [draft.body.id] })
    expect(next.body).toMatchObject({ conversation: { id: second }, message: { attachments: [{ name: 'note.txt' }] } })
    const merged = await hub.services.db.prisma.event.count({ where: { type: 'contact.merged' } })
    expect(merged).toBe(1)
    line.stop()
  })

  it('never hands one person’s thread to the next', async () => {
    const [shared, ada, bob] = [browser(), user(), user()]
    await shared.begin()
    await shared.write('Ada, before signing in')
    await shared.begin({ identity: hmac(ada) })
    await shared.begin({ identity: hmac(bob) })
    expect(shared.session.conversation).toBeNull()
    expect(await shared.conversations()).toEqual([])
    await shared.begin({ identity: hmac(ada) })
    expect(shared.session.conversation?.lastMessage?.body).toBe('Ada, before signing in')
  })

  it('at once on ten devices makes one person', async () => {
    const ada = user()
    const devices = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const one = browser()
        await one.begin()
        await one.write(`Device ${n}`)
        return one
      }),
    )
    const replies = await Promise.all(devices.map((one) => one.begin({ identity: hmac(ada) })))
    expect(replies.map(({ status }) => status)).toEqual(devices.map(() => 200))
    const all = await devices[0]?.conversations()
    expect(all?.map(({ lastMessage }) => lastMessage?.body).sort()).toEqual(devices.map((_, n) => `Device ${n}`).sort())
    expect(all?.filter(({ status }) => status === 'open')).toHaveLength(1)
  })

  it('goes on with the same token as long as nothing changed', async () => {
    const one = browser()
    await one.begin()
    const { token } = one
    await one.begin()
    expect(one.token).toBe(token)
  })
})

const endless = () =>
  new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('ada').sign(new TextEncoder().encode(secret))

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ sub: 'ada', exp: Math.floor(Date.now() / 1000) + 300 })}.`
}
