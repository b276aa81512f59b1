import { setTimeout as wait } from 'node:timers/promises'
import { SignJWT } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newIdentitySecret } from '../../server/src/channels/settings/identity-secret.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { transact } from '../../server/src/platform/transaction.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { things } from '../support/things.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let write: ReturnType<typeof customerWrites>
let other: pg.Client
beforeAll(async () => {
  hub = await startHub()
  write = customerWrites(hub.services, hub)
  other = new pg.Client({ connectionString: hub.databaseUrl })
  await other.connect()
  // Whoever has waited longest looks for a deadlock and loses it: that shall be the hub, not this test.
  await other.query(`SET deadlock_timeout = '20s'`)
})
afterAll(async () => {
  await other.end()
  await hub.stop()
})

/** Resolves when somebody waits for a lock in the hub's database. */
async function someoneWaits() {
  const asked = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  for (const end = Date.now() + 10_000; (await other.query(asked)).rowCount === 0; await wait(5)) {
    if (Date.now() > end) throw new Error('nobody waits')
  }
}

describe('two who wait for each other', () => {
  it('both succeed: one of them begins again', async () => {
    const [a, b] = [await things(hub).label(), await things(hub).label()]
    const both = (first: string, second: string) =>
      transact(hub.services, async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM labels WHERE id = ${first}::uuid FOR UPDATE`
        await wait(100)
        await tx.$queryRaw`SELECT 1 FROM labels WHERE id = ${second}::uuid FOR UPDATE`
        await tx.label.update({ where: { id: second }, data: { colour: 'red' } })
        return 'done'
      })
    expect(await Promise.all([both(a, b), both(b, a)])).toEqual(['done', 'done'])
  })

  it('a message is stored, though whoever changes its sender wins', async () => {
    const { conversationId, contactId } = await write('wim', 'hello')
    await other.query('BEGIN')
    await other.query('SELECT 1 FROM contacts WHERE id = $1 FOR UPDATE', [contactId])
    const sent = write('wim', 'and this')
    await someoneWaits()
    await other.query('SELECT 1 FROM conversations WHERE id = $1 FOR UPDATE', [conversationId])
    await other.query('COMMIT')
    expect((await sent).outcome).toBe('stored')
  })
})

describe('in the moment in which somebody or something is removed', () => {
  it('an agent who still answers does not take the conversation with them', async () => {
    const leaving = await hub.agent()
    const { conversationId } = await write('xena', 'hello')
    await other.query('BEGIN')
    await other.query('UPDATE agents SET active = false WHERE id = $1', [leaving.id])
    const answer = leaving.mutate('reply', { conversationId, clientId: newId(), body: 'Bye' })
    await Promise.race([someoneWaits(), answer])
    await other.query('COMMIT')
    expect((await answer).__typename).toBe('ForbiddenError')
    const { prisma } = hub.services.db
    expect(await prisma.conversation.findUnique({ where: { id: conversationId } })).toMatchObject({ assigneeId: null })
  })

  it('a conversation is not given to a team that is deleted: it says so', async () => {
    const agent = await hub.agent()
    const { conversationId } = await write('yves', 'hello')
    const teamId = await things(hub).team()
    await other.query('BEGIN')
    await other.query('DELETE FROM teams WHERE id = $1', [teamId])
    const given = agent.mutate('assignConversation', { conversationId, teamId })
    await someoneWaits()
    await other.query('COMMIT')
    expect(await given).toMatchObject({ __typename: 'InvalidInputError', field: 'teamId' })
  })
})

it('people who sign in while they write lose nothing, on every device and in every order', async () => {
  const { services, channelId, channelKey, url } = hub
  const { prisma } = services.db
  const sealed = newIdentitySecret(services.seal, channelId)
  await prisma.channel.update({ where: { id: channelId }, data: { secrets: sealed } })
  await prisma.event.create({ data: { type: 'directory.changed', data: { list: 'CHANNELS' } } })
  services.wake.ring()
  const secret = services.seal.open(sealed['identity'] ?? '', `channels:${channelId}:identity`)
  const jwt = (sub: string) =>
    new SignJWT({ sub })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret))
  await wait(200)

  const person = async (n: number) => {
    const identity = { jwt: await jwt(`user-${n}`) }
    const devices = Array.from({ length: 3 }, () => visitor(url, channelKey))
    const answers: { status: number; body: string }[] = []
    const said: string[] = []
    const say = async (one: (typeof devices)[number], body: string) => {
      const reply = await one.write(body)
      answers.push({ status: reply.status, body })
      if (reply.status === 200) said.push(body)
    }
    for (const [d, one] of devices.entries()) {
      await one.begin()
      await say(one, `${n}.${d} before`)
    }
    await Promise.all(
      devices.flatMap((one, d) => [
        say(one, `${n}.${d} meanwhile`),
        one.begin({ identity }).then(async (reply) => {
          answers.push({ status: reply.status, body: 'sign-in' })
          await say(one, `${n}.${d} after`)
        }),
        say(one, `${n}.${d} meanwhile too`),
      ]),
    )
    return { n, answers, said, one: devices[0] }
  }
  const people = await Promise.all(Array.from({ length: 8 }, (_, n) => person(n)))
  for (const { answers } of people) expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  // What was on its way while somebody signed in follows them within some seconds.
  const signedIn = { identities: { some: { kind: 'external' as const } } }
  const late = async () =>
    (await prisma.conversation.count({ where: { identity: { kind: 'visitor' }, contact: signedIn } })) > 0
  for (const end = Date.now() + 20_000; (await late()) && Date.now() < end;) await wait(100)
  for (const { one, said, n } of people) {
    await one?.begin({ identity: { jwt: await jwt(`user-${n}`) } })
    const bodies: string[] = []
    for (const { id } of (await one?.conversations()) ?? []) {
      const thread = await one?.call<{ messages: { body: string }[] }>('GET', `conversations/${id}`)
      bodies.push(...(thread?.body.messages.map(({ body }) => body) ?? []))
    }
    expect(bodies.toSorted()).toEqual(said.toSorted())
  }
}, 60_000)

it('jobs that come due at the same moment are done together, each once, and a bad one keeps nobody from theirs', async () => {
  const { services } = hub
  const done = new Map<unknown, number>()
  await services.jobs.work('guard.many', async ({ n }) => {
    if (n === 3) throw new Error('this one cannot be done')
    done.set(n, (done.get(n) ?? 0) + 1)
  })
  await transact(services, async (tx) => {
    for (let n = 0; n < 60; n++) await services.jobs.enqueue(tx, 'guard.many', { n })
  })
  for (const end = Date.now() + 15_000; done.size < 59 && Date.now() < end;) await wait(50)
  expect(done.size).toBe(59)
  expect(new Set(done.values())).toEqual(new Set([1]))
})
