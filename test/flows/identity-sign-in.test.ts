import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'
import { browser, createPerson, password, signedInBrowser } from '../support/sign-in.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

const whoAmI = '{ viewer { agent { id name email } permissions } }'

test('a person signs in with address and password, in any case, and is known to the hub', async () => {
  const { id, email } = await createPerson(hub.services)
  const there = browser(hub.url)
  expect((await there.post('/sign-in/email', { email: email.toUpperCase(), password })).status).toBe(200)
  expect((await there.client().gql(whoAmI)).data.viewer.agent).toMatchObject({ id, email })
})

test('the session is a cookie that scripts cannot read and other sites cannot use', async () => {
  const person = await createPerson(hub.services)
  const there = await signedInBrowser(hub.url, person)
  const line = there.setCookies().find((cookie) => cookie.startsWith('switchboard.session_token='))
  expect(line).toMatch(/; HttpOnly/i)
  expect(line).toMatch(/; SameSite=(Lax|Strict)/i)
  expect(line).toMatch(/; Path=\/(;|$)/i)
  expect(line).not.toMatch(/; Domain=/i)
})

test('no answer that a script can read names the token that the cookie keeps from it', async () => {
  const person = await createPerson(hub.services)
  const there = browser(hub.url)
  const next = { currentPassword: password, newPassword: 'another long password' }
  const { email } = person
  const answers = [
    await there.post('/sign-in/email', { email, password }),
    await there.get('/get-session'),
    await there.post('/change-password', next),
    await there.get('/get-session'),
  ]
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(JSON.parse(texts[3] ?? '')).toMatchObject({ user: { email }, session: { userId: person.userId } })
  const sessions = await hub.services.db.prisma.session.findMany({ where: { userId: person.userId } })
  for (const { token } of sessions) expect(there.cookie()).toContain(token)
  for (const text of texts) expect(text).not.toMatch(/"token"/)
  for (const { token } of sessions) expect(texts.join()).not.toContain(token)
  expect(await (await browser(hub.url).get('/get-session')).json()).toBeNull()
})

test.each([
  ['a wrong password', { password: 'not the password' }],
  ['an unknown address', { email: 'nobody@example.com', password }],
  ['no password', { password: '' }],
  ['a password of the wrong type', { password: { $ne: '' } }],
])('%s lets nobody in and does not say what was wrong', async (_what, given) => {
  const { email } = await createPerson(hub.services)
  const there = browser(hub.url)
  const response = await there.post('/sign-in/email', { email, ...given })
  expect([400, 401]).toContain(response.status)
  expect(there.cookie()).toBe('')
  expect(await response.text()).not.toMatch(/not found|unknown|no such/i)
})

test('a forged, cut or foreign session cookie is nobody', async () => {
  const there = await signedInBrowser(hub.url, await createPerson(hub.services))
  const cookie = there.cookie()
  const [name, value = ''] = cookie.split('=')
  const token = value.split('.')[0]
  const forged = [
    `${name}=${token}`,
    `${name}=${token}.AAAA`,
    `${name}=x${value}`,
    `${name}=%E0%A4%A`,
    `${name}=`,
    'x=1',
  ]
  for (const attempt of forged) {
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1', cookie: attempt },
      body: JSON.stringify({ query: whoAmI }),
    })
    expect(await answer.json()).toEqual({ data: { viewer: null } })
  }
  expect((await there.client().gql(whoAmI)).data.viewer).not.toBeNull()
})

test('signing out ends the session at once, also for whoever copied the cookie', async () => {
  const there = await signedInBrowser(hub.url, await createPerson(hub.services))
  const copied = there.client()
  expect((await copied.gql(whoAmI)).data.viewer).not.toBeNull()
  expect((await there.post('/sign-out')).status).toBe(200)
  expect((await copied.gql(whoAmI)).data.viewer).toBeNull()
})

test('a session that is over is nobody', async () => {
  const { userId, email } = await createPerson(hub.services)
  const there = await signedInBrowser(hub.url, { email })
  const expiresAt = new Date(Date.now() - 1000)
  await hub.services.db.prisma.session.updateMany({ where: { userId }, data: { expiresAt } })
  expect((await there.client().gql(whoAmI)).data.viewer).toBeNull()
})

test('another site can neither sign somebody in nor act with their session', async () => {
  const person = await createPerson(hub.services)
  const evil = browser(hub.url, 'https://evil.test')
  expect((await evil.post('/sign-in/email', { email: person.email, password })).status).toBe(403)
  const there = await signedInBrowser(hub.url, person)
  const response = await there.post('/sign-out', {}, { origin: 'https://evil.test' })
  expect(response.status).toBe(403)
  expect((await there.client().gql(whoAmI)).data.viewer).not.toBeNull()
})

test.each([
  ['/sign-up/email', { email: 'new@example.com', password, name: 'New' }],
  ['/update-user', { name: 'x' }],
  ['/delete-user', {}],
  ['/change-email', { newEmail: 'x@example.com' }],
  ['/verify-password', { password }],
  ['/link-social', {}],
  ['/revoke-session', { token: 'x' }],
])('%s is not there: people come by invitation only', async (path, body) => {
  const there = await signedInBrowser(hub.url, await createPerson(hub.services))
  expect((await there.post(path, body)).status).toBe(404)
})

test('a body that is too long for any form is refused before it is read', async () => {
  const response = await browser(hub.url).post('/sign-in/email', {
    email: 'a@example.com',
    password: 'x'.repeat(20_000),
  })
  expect(response.status).toBe(413)
})

test('somebody who was removed cannot sign in with the right password', async () => {
  const { id, email } = await createPerson(hub.services)
  await hub.services.db.prisma.agent.update({ where: { id }, data: { active: false } })
  const there = browser(hub.url)
  expect((await there.post('/sign-in/email', { email, password })).status).toBe(403)
  expect(there.cookie()).toBe('')
})
