import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '../../server/src/platform/ids.ts'
import { type MailServer, startMailServer } from '../../server/src/sandbox/mail/server.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type RestartablePostgres, restartablePostgres } from '../support/restartable.ts'
import { connectMailbox } from '../support/mail/hub-mailbox.ts'
import { mail } from '../support/mail/mailbox.ts'

const address = 'support@hub.test'
const within = { timeout: 40_000, interval: 100 }
let postgres: RestartablePostgres
let server: MailServer
let hub: Hub
beforeAll(async () => {
  postgres = await restartablePostgres('mail-outage')
  server = await startMailServer({ mailboxes: [{ address, password: 'secret' }], openDomains: ['customer.test'] })
  hub = await startHub({ databaseUrl: postgres.url, carriers: 'real', env: { ALLOW_PRIVATE_HOSTS: 'true' } })
  await connectMailbox(hub.services, hub.brandId, server, address)
})
afterAll(async () => {
  await hub.stop()
  await server.stop()
  await postgres.remove()
})

it('mail that comes while PostgreSQL is away is in the inbox once it is back, once, and answers go out again', async () => {
  const { prisma } = hub.services.db
  const mia = await hub.agent({ name: 'Mia' })
  const write = (body: string) => server.deliver(mail('ada@customer.test', address, { body }))
  const bodies = async () =>
    (await prisma.message.findMany({ where: { kind: 'inbound' }, orderBy: { seq: 'asc' } })).map((one) => one.body)
  write('before')
  await vi.waitFor(async () => expect(await bodies()).toEqual(['before']), within)
  const { id: conversationId } = await prisma.conversation.findFirstOrThrow()

  await mia.mutate('reply', { conversationId, clientId: newId(), body: 'Answered before' })
  await postgres.goAway()
  write('during')
  await wait(500)
  write('still during')
  await wait(1500)
  await postgres.comeBack()
  write('after')

  await vi.waitFor(async () => expect(await bodies()).toEqual(['before', 'during', 'still during', 'after']), within)
  await mia.mutate('reply', { conversationId, clientId: newId(), body: 'Answered after' })
  const received = (words: string) =>
    server.inbox('ada@customer.test').filter(({ raw }) => raw.toString().includes(words)).length
  await vi.waitFor(() => expect(received('Answered after')).toBe(1), within)
  expect(received('Answered before')).toBeLessThan(2)
}, 120_000)
