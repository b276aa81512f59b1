import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { follow } from '../support/follower.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type RestartablePostgres, restartablePostgres } from '../support/restartable.ts'
import { visitor } from '../support/visitor.ts'

let postgres: RestartablePostgres
let hub: Hub
beforeAll(async () => {
  postgres = await restartablePostgres('outage')
  hub = await startHub({ databaseUrl: postgres.url })
})
afterAll(async () => {
  await hub.stop()
  await postgres.remove()
})

const until = async (done: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 30_000; !(await done()) && Date.now() < end;) await wait(50)
}

it('goes on by itself when PostgreSQL was away: writing, live changes, both ways, and jobs', async () => {
  const agent = await hub.agent()
  const anna = visitor(hub.url, hub.channelKey)
  await anna.begin()
  const sent = [(await anna.write('before')).body.message.id]
  const line = anna.listen()
  const screen = follow(() => [hub.url], agent.headers, '0')
  await until(() => screen.messages.length === 1)

  await postgres.goAway()
  const ready = async () => (await fetch(`${hub.url}/readyz`)).status
  expect(await ready()).toBe(503)
  const refused = await anna.write('during')
  expect(refused.body.error).toMatchObject({ code: 'unavailable', retryAfter: expect.any(Number) })
  expect(JSON.stringify(await agent.gql('{ inboxCounts { mine } }'))).not.toMatch(/sql|connect|prisma/i)
  await wait(1500)
  await postgres.comeBack()

  await until(async () => (await ready()) === 200)
  for (const body of ['after', 'once more']) sent.push((await anna.write(body)).body.message.id)
  await until(() => screen.messages.length >= 3)
  expect(screen.messages).toEqual(sent)

  const { conversation } = (await anna.begin()).body
  const again = anna.listen()
  await again.opened
  const input = { conversationId: conversation?.id, clientId: 'one', body: 'We are back' }
  expect((await agent.mutate('reply', input)).__typename).toBe('ReplyPayload')
  await again.until((heard) => heard.some((e) => e.type === 'message' && e.message.body === 'We are back'))
  const snooze = { conversationId: conversation?.id, status: 'SNOOZED', snoozedUntil: new Date(Date.now() + 1500) }
  await agent.mutate('setConversationStatus', snooze)
  const { prisma } = hub.services.db
  const status = async () => (await prisma.conversation.findUnique({ where: { id: conversation?.id ?? '' } }))?.status
  await until(async () => (await status()) === 'open')
  expect(await status()).toBe('open')
  for (const one of [line, again, screen]) one.stop()
}, 90_000)
