import { afterEach, expect, test, vi } from 'vitest'
import { setupToken } from '../../server/src/agents/setup.ts'
import { agentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { browser } from '../support/sign-in.ts'

let hub: Hub
afterEach(() => hub.stop())

const password = 'a first password'
const first = { name: 'Ada', email: 'Ada@Example.com', password, centre: 'Lighthouse' }
const anybody = () => agentClient(hub.url, {}, { id: '', name: '' })
const setup = async () =>
  (await anybody().gql('{ setup { needsAdministrator needsToken demo demoAccounts locales } }')).data.setup

test('an empty hub becomes the centre of whoever comes first, with a brand, a team and a chat, and then of nobody else', async () => {
  hub = await startHub()
  expect(await setup()).toMatchObject({ needsAdministrator: true, needsToken: false, demo: false, demoAccounts: [] })
  const made = await anybody().mutate('createFirstAdministrator', first, 'agent { name role teams { name } }')
  expect(made.agent).toMatchObject({ name: 'Ada', role: 'ADMINISTRATOR', teams: [{ name: 'Support' }] })
  expect(await setup()).toMatchObject({ needsAdministrator: false })
  const there = browser(hub.url)
  expect((await there.post('/sign-in/email', { email: 'ada@example.com', password })).status).toBe(200)
  const seen = await there
    .client()
    .gql('{ brands { name } channels { name brand { name } enabled chat { title snippet } } }')
  expect(seen.data.brands).toContainEqual({ name: 'Lighthouse' })
  const chat = seen.data.channels.find((channel: { brand: { name: string } }) => channel.brand.name === 'Lighthouse')
  expect(chat).toMatchObject({
    enabled: true,
    chat: { title: 'Lighthouse', snippet: expect.stringContaining('/widget.js') },
  })
  const again = await anybody().mutate('createFirstAdministrator', { ...first, email: 'eve@example.com' })
  expect(again.__typename).toBe('ConflictError')
})

test.each([
  ['a short password', { password: 'too short' }, 'password'],
  ['an endless password', { password: 'x'.repeat(129) }, 'password'],
  ['an address that is none', { email: 'ada@' }, 'email'],
  ['an address with a line break', { email: 'ada@example.com\nbcc:x@example.com' }, 'email'],
  ['an empty name', { name: ' ' }, 'name'],
  ['a name that cannot be stored', { name: 'A\u0000da' }, 'name'],
  ['an empty centre', { centre: '' }, 'centre'],
])('%s is refused and nothing is made', async (_what, wrong, field) => {
  hub = await startHub()
  const answer = await anybody().mutate('createFirstAdministrator', { ...first, ...wrong })
  expect(answer).toMatchObject({ __typename: 'InvalidInputError', field })
  expect(await setup()).toMatchObject({ needsAdministrator: true })
  expect(await hub.services.db.prisma.user.count()).toBe(0)
})

test('of twenty who come first at the same moment one becomes administrator', async () => {
  hub = await startHub()
  const { pool, prisma } = hub.services.db
  // Held until many are past the first look, when there was no administrator yet for any of them.
  const gate = await pool.connect()
  await gate.query(`SELECT pg_advisory_lock(hashtext('switchboard people'))`)
  const asked = Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      anybody().mutate('createFirstAdministrator', { ...first, email: `ada${n}@example.com`, centre: `Centre ${n}` }),
    ),
  )
  await vi.waitFor(
    async () => {
      const { rows } =
        await pool.query(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
      expect(rows[0].n).toBeGreaterThanOrEqual(10)
    },
    { timeout: 20_000 },
  )
  await gate.query(`SELECT pg_advisory_unlock(hashtext('switchboard people'))`)
  gate.release()
  const names = (await asked).map((answer) => answer.__typename)
  expect(names.filter((name) => name === 'CreateFirstAdministratorPayload')).toHaveLength(1)
  expect(names.filter((name) => name === 'ConflictError')).toHaveLength(19)
  expect([await prisma.user.count(), await prisma.agent.count(), await prisma.team.count()]).toEqual([1, 1, 1])
})

test('a hub that others can reach asks for the one-time token from the log, and for no guesses', async () => {
  hub = await startHub({ env: { PUBLIC_URL: 'https://chat.example.com' } })
  expect(await setup()).toMatchObject({ needsAdministrator: true, needsToken: true })
  const token = await setupToken(hub.services)
  expect(await setupToken(hub.services)).toBe(token)
  const attempt = (given?: string) => anybody().mutate('createFirstAdministrator', { ...first, token: given })
  expect((await attempt()).__typename).toBe('ForbiddenError')
  const guesses = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => attempt(`guess ${n}`)))
  expect(guesses.filter((guess) => guess.status === 'rejected').length).toBeGreaterThanOrEqual(10)
  const made = await attempt(token ?? '')
  expect(made.__typename).toBe('CreateFirstAdministratorPayload')
  expect(await setupToken(hub.services)).toBeNull()
  expect(await hub.services.db.prisma.setting.count()).toBe(0)
})

test('a demonstration centre says its accounts', async () => {
  hub = await startHub({ env: { DEMO: '1' } })
  expect((await setup()).demoAccounts).toContain('admin@demo.test')
})
