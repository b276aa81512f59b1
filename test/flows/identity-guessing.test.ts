import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'
import { browser, createPerson, password, resetToken } from '../support/sign-in.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub({ env: { TRUST_PROXY: 'true' } })))
afterAll(() => hub.stop())

const from = (address: string) => ({ 'x-forwarded-for': address })
/** Longer than any password may be: wrong at once, without the work of comparing it. */
const wrong = 'x'.repeat(200)
const signIn = (email: string, word: string, address: string) =>
  browser(hub.url)
    .post('/sign-in/email', { email, password: word }, from(address))
    .then((response) => response.status)
const times = (n: number, ask: (n: number) => Promise<number>) =>
  Promise.all(Array.from({ length: n }, (_, i) => ask(i)))
const count = (statuses: number[], status: number) => statuses.filter((s) => s === status).length

test('ten wrong passwords close an account to the network they come from, for the right one too, and to no other', async () => {
  const { email } = await createPerson(hub.services)
  const statuses = await times(30, () => signIn(email, wrong, '10.1.0.1'))
  expect([count(statuses, 400), count(statuses, 429)]).toEqual([10, 20])
  const right = await browser(hub.url).post('/sign-in/email', { email, password }, from('10.1.0.1'))
  expect(right.status).toBe(429)
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await signIn(email, password, '10.1.0.2')).toBe(200)
})

describe('when many networks guess at one account', () => {
  const guesses = (email: string, net: string) => times(100, (n) => signIn(email, wrong, `${net}.${n}`))

  test('they get sixty tries and no more, and its owner still gets in with the browser they always use', async () => {
    const { email } = await createPerson(hub.services)
    const own = browser(hub.url)
    expect((await own.post('/sign-in/email', { email, password }, from('10.7.1.1'))).status).toBe(200)
    const statuses = await guesses(email, '10.7.0')
    expect([count(statuses, 400), count(statuses, 429)]).toEqual([60, 40])
    expect(await signIn(email, password, '10.7.2.1')).toBe(429)
    expect((await own.post('/sign-in/email', { email, password }, from('10.7.2.1'))).status).toBe(200)
    // The owner's coming in gives nobody new tries.
    expect(await signIn(email, wrong, '10.7.3.1')).toBe(429)
  })

  test('a browser in which somebody else signed in is no help, nor is a cookie of one’s own making', async () => {
    const [target, eve] = [await createPerson(hub.services), await createPerson(hub.services)]
    const evil = browser(hub.url)
    await evil.post('/sign-in/email', { email: eve.email, password }, from('10.8.1.1'))
    await guesses(target.email, '10.8.0')
    const tried = await evil.post('/sign-in/email', { email: target.email, password }, from('10.8.1.1'))
    expect(tried.status).toBe(429)
    const cookie = evil.cookie().replace(/known_device=[^.;]*/, 'known_device=made-up')
    const forged = { ...from('10.8.1.1'), cookie }
    expect((await browser(hub.url).post('/sign-in/email', { email: target.email, password }, forged)).status).toBe(429)
  })

  test('a browser they stole gets ten tries itself', async () => {
    const { email } = await createPerson(hub.services)
    const own = browser(hub.url)
    await own.post('/sign-in/email', { email, password }, from('10.9.0.1'))
    const tries = await times(20, (n) =>
      own.post('/sign-in/email', { email, password: wrong }, from(`10.9.1.${n}`)).then(({ status }) => status),
    )
    expect([count(tries, 400), count(tries, 429)]).toEqual([10, 10])
  })

  test('its owner, with a browser that nobody knows, gets in by the link of a mail', async () => {
    const { email } = await createPerson(hub.services)
    await guesses(email, '10.10.0')
    const there = browser(hub.url)
    await there.post('/request-password-reset', { email }, from('10.10.1.1'))
    const token = await resetToken(hub.services, email)
    const next = 'another long password'
    expect((await there.post('/reset-password', { newPassword: next, token }, from('10.10.1.1'))).status).toBe(200)
    expect(await signIn(email, next, '10.10.1.1')).toBe(200)
  })
})

test('a browser that several people share is known for each of them', async () => {
  const shift = [await createPerson(hub.services), await createPerson(hub.services)]
  const shared = browser(hub.url)
  for (const { email } of shift) await shared.post('/sign-in/email', { email, password }, from('10.11.0.1'))
  for (const { email } of shift) {
    await times(70, (n) => signIn(email, wrong, `10.11.1.${n}`))
    const answer = await shared.post('/sign-in/email', { email, password }, from('10.11.2.1'))
    expect(answer.status).toBe(200)
  }
})

test('one address cannot try one password on a hundred accounts', async () => {
  const statuses = await times(100, (n) => signIn(`many${n}@example.com`, wrong, '10.3.0.1'))
  expect([count(statuses, 400), count(statuses, 429)]).toEqual([60, 40])
})

test('a shift that signs in from one address does not use up what mistakes may', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => createPerson(hub.services)))
  await times(55, (n) => signIn(`mistyped${n}@example.com`, wrong, '10.4.0.1'))
  const statuses: number[] = []
  for (const { email } of people) statuses.push(await signIn(email, password, '10.4.0.1'))
  expect(count(statuses, 200)).toBe(10)
})

test('a few mistakes are forgotten after the right password', async () => {
  const { email } = await createPerson(hub.services)
  for (let round = 0; round < 3; round++) {
    expect(count(await times(9, () => signIn(email, wrong, '10.5.0.1')), 400)).toBe(9)
    expect(await signIn(email, password, '10.5.0.1')).toBe(200)
  }
})

test('nobody can be drowned in mails for a new password', async () => {
  const { email } = await createPerson(hub.services)
  const statuses = await times(5, (n) =>
    browser(hub.url)
      .post('/request-password-reset', { email }, from(`10.6.0.${n}`))
      .then((response) => response.status),
  )
  expect([count(statuses, 200), count(statuses, 429)]).toEqual([3, 2])
  const mails = () => hub.services.db.prisma.systemMail.count({ where: { to: email } })
  await vi.waitFor(async () => expect(await mails()).toBe(3))
})
