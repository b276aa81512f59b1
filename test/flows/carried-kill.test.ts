import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAdapters } from '../../server/src/adapters.ts'
import { connectNumber, type Providers, startProviders } from '../../server/src/sandbox/providers.ts'
import type { AgentClient } from '../support/agent.ts'
import { copyDatabase, holesIn } from '../support/database.ts'
import { dataFolder } from '../support/folder.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { mail } from '../support/mail/mailbox.ts'
import { freePort, type HubProcess, startProcess } from '../support/process.ts'

const rounds = 2
const perRound = 12
const within = { timeout: 60_000, interval: 100 }
const data = dataFolder('carried-kill')

/** Takes webhooks and answers of agents, and is never killed; what is fetched and sent is the worker's. */
let front: Hub
let mia: AgentClient
let providers: Providers
let env: Record<string, string>
beforeAll(async () => {
  const port = String(await freePort())
  const shared = {
    DATABASE_URL: await copyDatabase(),
    SECRET_KEY: 'k'.repeat(40),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ALLOW_PRIVATE_HOSTS: 'true',
  }
  env = { ...shared, DATA_DIR: data.path, ROLE: 'worker', LOG_LEVEL: 'error', PORT: String(await freePort()) }
  const { DATABASE_URL: databaseUrl, ...settings } = shared
  front = await startHub({ databaseUrl, carriers: 'real', env: { ...settings, ROLE: 'web', PORT: port } })
  mia = await front.agent({ name: 'Mia' })
  providers = await startProviders(front.services)
  await connectNumber(front.services, createAdapters(front.services).sms, providers.number)
  await front.services.db.pool.query(`UPDATE channels SET settings = settings || '{"undoSeconds": 0}'`)
})
afterAll(async () => {
  await front.stop()
  await providers.stop()
  data.remove()
})

const db = () => front.services.db.prisma
const questions: { body: string; from: string }[] = []
const mailer = (n: number) => `customer${n}@customer.test`
const phone = (n: number) => `+4915110000${String(n).padStart(3, '0')}`

/** Customers write: a third of them by text. */
async function write(round: number) {
  for (let n = 0; n < perRound; n++) {
    const body = `question ${round}.${n}`
    const from = n % 3 === 0 ? phone(n) : mailer(n)
    questions.push({ body, from })
    if (n % 3 === 0) await providers.telephone.text(from, providers.number, body)
    else providers.mail.deliver(mail(from, providers.mailbox, { body }))
  }
}

const answered = new Set<string>()
/** Answers what has arrived and has no answer yet. */
async function answer() {
  const arrived = await db().message.findMany({ where: { kind: 'inbound', id: { notIn: [...answered] } } })
  for (const { id, conversationId, body } of arrived) {
    await mia.mutate('reply', { conversationId, clientId: id, body: `answer to ${body}` })
    answered.add(id)
  }
}

/** What a customer has of an answer, wherever they look. */
function copiesOf({ body, from }: { body: string; from: string }): number {
  const words = `answer to ${body}`
  const texts = providers.telephone.messagesOf(from).filter((text) => text.to === from && text.body === words)
  const mails = from.includes('@') ? providers.mail.inbox(from).map(({ raw }) => raw.toString()) : []
  return texts.length + mails.filter((raw) => raw.split(/\r?\n/).includes(words)).length
}

/** Nobody works: so whoever had something to do will not come back for it. */
const leasesRunOut = () =>
  front.services.db.pool.query(
    `WITH items AS (UPDATE inbound_items SET due_at = now() WHERE state = 'received')
     UPDATE deliveries SET due_at = now() WHERE status IN ('queued', 'sending')`,
  )

describe('a hub that is killed while it fetches mail and sends mails and texts', () => {
  it('loses nothing, doubles nothing, and shows as uncertain what nobody can know', async () => {
    let worker: HubProcess = await startProcess(env)
    // A mailbox begins with the mail that comes after the first look.
    await vi.waitFor(() => db().channelLink.findFirstOrThrow({ where: { channel: { kind: 'email' } } }), within)
    for (let round = 0; round < rounds; round++) {
      await write(round)
      await wait(Math.random() * 500)
      // The company takes a text and says nothing: the worker is sure to die in the middle of that one.
      providers.telephone.misbehave({ silent: 1 })
      await answer()
      await wait(200 + Math.random() * 500)
      await worker.kill()
      providers.telephone.misbehave({})
      await answer()
      await leasesRunOut()
      worker = await startProcess(env)
      expect(worker.output()).not.toMatch(/"level":(50|60)/)
    }
    await vi.waitFor(async () => {
      await answer()
      expect(await db().delivery.count()).toBe(questions.length)
      expect(await db().delivery.count({ where: { status: { in: ['queued', 'sending'] } } })).toBe(0)
    }, within)
    expect(worker.output()).not.toMatch(/"level":(50|60)/)
    await worker.stop()

    const stored = await db().message.findMany({ where: { kind: 'inbound' }, select: { body: true } })
    expect(stored.map((one) => one.body.trim()).toSorted()).toEqual(questions.map((one) => one.body).toSorted())
    const answers = await db().message.findMany({ where: { kind: 'outbound' }, include: { delivery: true } })
    const statusOf = new Map(answers.map((one) => [one.body, one.delivery?.status]))
    const wrong = questions
      .map((question) => ({
        ...question,
        status: statusOf.get(`answer to ${question.body}`),
        copies: copiesOf(question),
      }))
      .filter(({ status, copies }) => (status === 'uncertain' ? copies > 1 : copies !== 1 || status === 'failed'))
    expect(wrong).toEqual([])
    expect(await holesIn(front.databaseUrl)).toEqual([])
    const uncertain = answers.filter((one) => one.delivery?.status === 'uncertain')
    for (const { conversationId, body } of uncertain) {
      const { data: shown } = await mia.gql(
        `{ conversation(id: "${conversationId}") { messages { nodes { body delivery ledger { reason } } } } }`,
      )
      const line = shown.conversation.messages.nodes.find((one: { body: string }) => one.body === body)
      expect(line).toMatchObject({ delivery: 'UNCERTAIN' })
      expect(line.ledger.at(-1).reason).toMatch(/\w \w/)
    }
  }, 180_000)
})
