import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'
import { type Browser, browser, createPerson, password, resetToken, signedInBrowser } from '../support/sign-in.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

const next = 'another long password'
const knows = async (there: Browser) => (await there.client().gql('{ viewer { agent { id } } }')).data.viewer !== null
const signIn = (email: string, word: string) => browser(hub.url).post('/sign-in/email', { email, password: word })

test('whoever changes their password stays signed in there and nowhere else', async () => {
  const person = await createPerson(hub.services)
  const here = await signedInBrowser(hub.url, person)
  const elsewhere = await signedInBrowser(hub.url, person)
  expect(await knows(elsewhere)).toBe(true)
  const wrong = await here.post('/change-password', { currentPassword: 'wrong password', newPassword: next })
  expect(wrong.status).toBe(400)
  const short = await here.post('/change-password', { currentPassword: password, newPassword: 'short' })
  expect(short.status).toBe(400)
  const done = await here.post('/change-password', {
    currentPassword: password,
    newPassword: next,
    revokeOtherSessions: false,
  })
  expect(done.status).toBe(200)
  expect([await knows(here), await knows(elsewhere)]).toEqual([true, false])
  expect([(await signIn(person.email, password)).status, (await signIn(person.email, next)).status]).toEqual([401, 200])
})

test('a forgotten password is replaced by a link from a mail, once, and all sessions end', async () => {
  const person = await createPerson(hub.services)
  const there = await signedInBrowser(hub.url, person)
  await browser(hub.url).post('/request-password-reset', {
    email: person.email,
    redirectTo: `${hub.url}/reset-password`,
  })
  const token = await resetToken(hub.services, person.email)
  const reset = (word: string) => browser(hub.url).post('/reset-password', { newPassword: word, token })
  expect((await reset('short')).status).toBe(400)
  const both = await Promise.all([reset(next), reset(next)])
  expect(both.map((r) => r.status).toSorted()).toEqual([200, 400])
  expect(await knows(there)).toBe(false)
  expect((await signIn(person.email, next)).status).toBe(200)
})

test('asking for a link says nothing about who works here, and mails nobody who does not', async () => {
  const removed = await createPerson(hub.services)
  await hub.services.db.prisma.agent.update({ where: { id: removed.id }, data: { active: false } })
  const known = await createPerson(hub.services)
  const answers = []
  for (const email of [known.email, removed.email, 'stranger@example.com']) {
    const response = await browser(hub.url).post('/request-password-reset', { email })
    answers.push([response.status, await response.text()])
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  const to = { in: [removed.email, 'stranger@example.com'] }
  expect(await hub.services.db.prisma.systemMail.count({ where: { to } })).toBe(0)
})

test('a mail server that keeps us waiting tells nobody by that who works here', async () => {
  // It takes the mail's connection and says nothing.
  const sockets: Socket[] = []
  const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const mailing = await startHub({ env: { SMTP_URL: `smtp://127.0.0.1:${port}` } })
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    silent.close()
    await mailing.stop()
  })
  const { email } = await createPerson(mailing.services)
  expect((await browser(mailing.url).post('/request-password-reset', { email })).status).toBe(200)
  await vi.waitFor(() => expect(sockets).toHaveLength(1))
  expect(sockets[0]?.destroyed).toBe(false)
})

test('a link cannot be made to lead to another site', async () => {
  const { email } = await createPerson(hub.services)
  const response = await browser(hub.url).post('/request-password-reset', { email, redirectTo: 'https://evil.test/' })
  expect(response.status).toBe(403)
})

test('with a second factor the password alone opens nothing; a code or a backup code does, each backup code once', async () => {
  const person = await createPerson(hub.services)
  const here = await signedInBrowser(hub.url, person)
  expect((await here.post('/two-factor/enable', { password: 'wrong password' })).status).toBe(400)
  const enabled = await (await here.post('/two-factor/enable', { password })).json()
  const secret = new URL(enabled.totpURI).searchParams.get('secret') ?? ''
  const code = async () => totp(decode32(secret))
  expect((await here.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await here.post('/two-factor/verify-totp', { code: await code() })).status).toBe(200)
  expect((await here.client().gql('{ viewer { agent { twoFactorEnabled } } }')).data.viewer.agent).toEqual({
    twoFactorEnabled: true,
  })

  const halfway = async () => {
    const there = browser(hub.url)
    expect(await (await there.post('/sign-in/email', { email: person.email, password })).json()).toMatchObject({
      twoFactorRedirect: true,
    })
    expect(await knows(there)).toBe(false)
    expect(there.cookie()).not.toContain('known_device')
    return there
  }
  const withCode = await halfway()
  expect((await withCode.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await withCode.post('/two-factor/verify-totp', { code: await code() })).status).toBe(200)
  expect(await knows(withCode)).toBe(true)
  expect(withCode.cookie()).toContain('known_device')
  const backup = { code: enabled.backupCodes[0] }
  const withBackup = await halfway()
  expect((await withBackup.post('/two-factor/verify-backup-code', backup)).status).toBe(200)
  expect(await knows(withBackup)).toBe(true)
  expect((await (await halfway()).post('/two-factor/verify-backup-code', backup)).status).toBe(401)
})

/** The bytes that an authenticator app reads from the address: they are written in base 32. */
function decode32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text.replace(/=+$/, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? [])
}

/** What an authenticator app shows now (RFC 6238: SHA-1, six digits, 30 seconds). */
function totp(key: Buffer): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
