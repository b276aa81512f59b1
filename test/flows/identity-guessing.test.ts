import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'
import { browser, createPerson, password } from '../support/sign-in.ts'

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

test('ten wrong passwords close an account for a while, wherever they come from, for the right one too', async () => {
  const { email } = await createPerson(hub.services)
  const statuses = await times(30, (n) => signIn(email, wrong, `10.1.0.${n}`))
  expect([count(statuses, 400), count(statuses, 429)]).toEqual([10, 20])
  const right = await browser(hub.url).post('/sign-in/email', { email, password }, from('10.2.0.1'))
  expect(right.status).toBe(429)
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
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
  expect(await hub.services.db.prisma.systemMail.count({ where: { to: email } })).toBe(3)
})
