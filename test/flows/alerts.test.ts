import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { lookAtAlerts } from '../../server/src/alerts/watch.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { openFloor } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let ahead = 0
const clock = { now: () => new Date(Date.now() + ahead) }
let hub: Hub
let boss: AgentClient
let floor: ReturnType<typeof openFloor>
let receiver: Server
let hook: string
const called: Record<string, unknown>[] = []
beforeAll(async () => {
  hub = await startHub({ clock, env: { ALLOW_PRIVATE_HOSTS: 'true' } })
  floor = openFloor(hub)
  boss = await hub.agent({ role: 'administrator' })
  receiver = createServer((request, answer) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      called.push(JSON.parse(text) as Record<string, unknown>)
      answer.end()
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterEach(async () => {
  await prisma().alertRule.deleteMany()
  called.length = 0
})
afterAll(async () => {
  receiver.close()
  await hub.stop()
})

const prisma = () => hub.services.db.prisma
const save = (rule: object) =>
  boss.mutate('saveAlertRule', { brandId: hub.brandId, name: 'Long waits', ...rule }, 'rule { id }')
const look = async (after = 0) => {
  ahead += after * 1000
  await lookAtAlerts(hub.services)
}
const fired = async () =>
  (await boss.gql('{ alerts { subject value worst firedAt clearedAt quiet rule { name metric } } }')).data.alerts
const close = (conversationId: string) => boss.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })

describe('what is watched', () => {
  it('fires when a customer waits too long, mails and calls, and is over when nobody does any more', async () => {
    const queue = await floor.queue([await floor.seat({ name: 'Else' })], { name: newId(), routed: false })
    const input = { metric: 'OLDEST_WAITING', threshold: 60, queueId: queue.id, forSeconds: 10, clearSeconds: 10 }
    await save({ ...input, emails: ['Boss@Example.com '], webhookUrl: hook })
    const told: string[] = []
    const stop = boss.subscribe(
      'subscription { changes { ... on AlertChanged { alert { subject clearedAt } } } }',
      {},
      ({ changes }) => changes.alert && told.push(changes.alert.clearedAt ? 'over' : 'fired'),
    )
    const id = await queue.comes()
    await look(30)
    expect(await fired()).toEqual([])
    await look(40)
    await look(11)
    expect(await fired()).toMatchObject([{ clearedAt: null, quiet: false, rule: { metric: 'OLDEST_WAITING' } }])
    await expect.poll(() => told).toEqual(['fired'])
    await expect.poll(() => called.length, { timeout: 8000 }).toBe(1)
    expect(called[0]).toMatchObject({ event: 'alert.fired', alert: { rule: 'Long waits', threshold: 60 } })
    const mails = () =>
      prisma().systemMail.findMany({ where: { to: 'boss@example.com' }, orderBy: { createdAt: 'asc' } })
    await expect.poll(async () => (await mails()).length, { timeout: 8000 }).toBe(1)
    expect((await mails())[0]?.text).toMatch(/somebody has been waiting for 8\d seconds/)
    await close(id)
    await look()
    await look(11)
    expect((await fired())[0]).toMatchObject({ clearedAt: expect.any(String) })
    await expect.poll(() => told).toEqual(['fired', 'over'])
    await expect
      .poll(() => called.map(({ event }) => event), { timeout: 8000 })
      .toEqual(['alert.fired', 'alert.cleared'])
    await look(60)
    expect(await fired()).toHaveLength(1)
    stop()
  })

  it('is told once, however many processes look at once', async () => {
    const queue = await floor.queue([await floor.seat({ name: 'Else' })], { routed: false })
    await save({ metric: 'WAITING', threshold: 0, queueId: queue.id })
    const id = await queue.comes()
    const other = await startHub({ clock, databaseUrl: hub.databaseUrl })
    try {
      const all = [hub, other].flatMap((one) => [lookAtAlerts(one.services), lookAtAlerts(one.services)])
      await Promise.all(all)
      expect(await prisma().event.count({ where: { type: 'alert.changed' } })).toBeGreaterThan(0)
      expect(await prisma().alert.count({ where: { subjectId: queue.id } })).toBe(1)
    } finally {
      await other.stop()
    }
    await close(id)
  })

  it('helps a queue while it fires: it is served in a better class, and agents of another queue help out', async () => {
    const [mia, jonas] = [await floor.seat({ name: 'Mia' }), await floor.seat({ name: 'Jonas' })]
    const calm = await floor.queue([jonas])
    const busy = await floor.queue([mia], { priorityClass: 8 })
    await mia.present('LUNCH')
    const rule = { metric: 'NOBODY_AVAILABLE', threshold: 1, queueId: busy.id, clearSeconds: 0 }
    await save({ ...rule, priorityClass: 1, overflowQueueId: calm.id })
    const id = await busy.comes()
    expect(await jonas.offers()).toEqual([])
    await look()
    await jonas.accept(await jonas.asked(id))
    await look()
    expect((await fired())[0]).toMatchObject({ clearedAt: expect.any(String), worst: 0 })
    const next = await busy.comes()
    await new Promise((done) => setTimeout(done, 300))
    expect(await jonas.offers()).toEqual([])
    for (const one of [id, next]) await close(one)
    mia.leave()
    jonas.leave()
  })

  it('is over, with its help, when nobody watches any more or the helping queue is put away', async () => {
    const [mia, jonas] = [await floor.seat({ name: 'Mia' }), await floor.seat({ name: 'Jonas' })]
    const calm = await floor.queue([jonas])
    const busy = await floor.queue([mia])
    await mia.present('LUNCH')
    const rule = { metric: 'NOBODY_AVAILABLE', threshold: 1, queueId: busy.id, overflowQueueId: calm.id }
    const { id } = (await save(rule)).rule
    const first = await busy.comes()
    await look()
    await jonas.accept(await jonas.asked(first))
    const second = await busy.comes()
    await jonas.decline(await jonas.asked(second))
    await save({ ...rule, id, active: false })
    expect((await fired())[0]).toMatchObject({ clearedAt: expect.any(String) })
    const third = await busy.comes()
    await new Promise((done) => setTimeout(done, 300))
    expect(await jonas.offers()).toEqual([])
    await save({ ...rule, id })
    await look()
    await jonas.decline(await jonas.asked(third))
    await boss.mutate('archiveQueue', { queueId: calm.id })
    const fourth = await busy.comes()
    await new Promise((done) => setTimeout(done, 300))
    expect(await jonas.offers()).toEqual([])
    for (const one of [first, second, third, fourth]) await close(one)
    mia.leave()
    jonas.leave()
  })

  it('tells nobody by mail in quiet times, and says so', async () => {
    const queue = await floor.queue([await floor.seat({ name: 'Else' })], { routed: false })
    const brand = await prisma().brand.findUniqueOrThrow({ where: { id: hub.brandId } })
    expect(brand.timeZone).toBe('UTC')
    const minute = clock.now().getUTCHours() * 60 + clock.now().getUTCMinutes()
    const quiet = { quietFrom: (minute + 1430) % 1440, quietTo: (minute + 20) % 1440 }
    await save({ metric: 'WAITING', threshold: 0, queueId: queue.id, webhookUrl: hook, ...quiet })
    const id = await queue.comes()
    await look()
    expect(await fired()).toMatchObject([{ quiet: true, value: 1 }])
    await new Promise((done) => setTimeout(done, 1500))
    expect(called).toEqual([])
    await close(id)
  })

  it('knows the service level, who left, agents over their limit and channels that are down', async () => {
    const queue = await floor.queue([await floor.seat({ name: 'Else' })], { routed: false, targetSeconds: 60 })
    await save({ name: 'Level', metric: 'SERVICE_LEVEL', threshold: 80, queueId: queue.id })
    await save({ name: 'Left', metric: 'ABANDON_RATE', threshold: 40, queueId: queue.id })
    await save({ name: 'Over', metric: 'AGENT_OVER_LIMIT', threshold: 0 })
    await save({ name: 'Down', metric: 'CHANNEL_DOWN', threshold: 30 })
    const mia = await floor.seat({ name: 'Mia' })
    await mia.present('BREAK')
    const hourAgo = new Date(Date.now() - 3_600_000)
    await prisma().presenceInterval.updateMany({
      where: { agentId: mia.id, endedAt: null },
      data: { startedAt: hourAgo },
    })
    const data = { kind: 'email' as const, name: 'Mail', brandId: hub.brandId, publicKey: newId() }
    const mailbox = await prisma().channel.create({ data })
    await prisma().channelLink.create({ data: { channelId: mailbox.id, connected: false, since: hourAgo } })
    for (const outcome of ['answered', 'abandoned'] as const) {
      const id = await queue.comes()
      await close(id)
      const leftAt = new Date(Date.now() + ahead + 90_000)
      await prisma().queueEntry.updateMany({ where: { conversationId: id }, data: { outcome, leftAt } })
    }
    await look()
    const rules = (await fired()).map(({ rule, value }: { rule: { name: string }; value: number }) => [
      rule.name,
      Math.round(value),
    ])
    expect(Object.fromEntries(rules)).toMatchObject({ Level: 0, Left: 50, Over: 45, Down: expect.any(Number) })
    await mia.present('AVAILABLE')
    await look(1)
    await look(61)
    const over = (await fired()).find(({ rule }: { rule: { name: string } }) => rule.name === 'Over')
    expect(over.clearedAt).not.toBeNull()
    mia.leave()
  })

  it('is refused where it can never fire, never end, or names what is not there', async () => {
    const { id: queueId } = await prisma().queue.findFirstOrThrow({ where: { brandId: hub.brandId } })
    const wrong: [object, string][] = [
      [{ metric: 'SERVICE_LEVEL', threshold: 0 }, 'threshold'],
      [{ metric: 'SERVICE_LEVEL', threshold: 101 }, 'threshold'],
      [{ metric: 'ABANDON_RATE', threshold: 100 }, 'threshold'],
      [{ metric: 'NOBODY_AVAILABLE', threshold: 0 }, 'threshold'],
      [{ metric: 'WAITING', threshold: -1 }, 'threshold'],
      [{ metric: 'WAITING', threshold: 5, forSeconds: -1 }, 'forSeconds'],
      [{ metric: 'WAITING', threshold: 5, clearSeconds: 90_000 }, 'clearSeconds'],
      [{ metric: 'WAITING', threshold: 5, queueId: newId() }, 'queueId'],
      [{ metric: 'WAITING', threshold: 5, quietFrom: 60 }, 'quietTo'],
      [{ metric: 'WAITING', threshold: 5, quietFrom: 60, quietTo: 60 }, 'quietTo'],
      [{ metric: 'WAITING', threshold: 5, quietFrom: 1440, quietTo: 60 }, 'quietFrom'],
      [{ metric: 'WAITING', threshold: 5, emails: ['nobody'] }, 'emails'],
      [{ metric: 'WAITING', threshold: 5, webhookUrl: 'ftp://example.com' }, 'webhookUrl'],
      [{ metric: 'WAITING', threshold: 5, priorityClass: 10 }, 'priorityClass'],
      [{ metric: 'WAITING', threshold: 5, queueId, overflowQueueId: queueId }, 'overflowQueueId'],
      [{ metric: 'CHANNEL_DOWN', threshold: 5, priorityClass: 1 }, 'priorityClass'],
      [{ metric: 'WAITING', threshold: 5, name: ' ' }, 'name'],
    ]
    for (const [rule, field] of wrong) expect([rule, (await save(rule)).field]).toEqual([rule, field])
    expect(await prisma().alertRule.count()).toBe(0)
  })
})

it('a hub does not call its own network, whatever a supervisor enters', async () => {
  const own = await startHub({ env: { ALLOW_PRIVATE_HOSTS: 'false' } })
  try {
    const owner = await own.agent({ role: 'administrator' })
    const rule = { brandId: own.brandId, name: 'x', metric: 'WAITING', threshold: 1 }
    const enter = (webhookUrl: string) => owner.mutate('saveAlertRule', { ...rule, webhookUrl })
    for (const url of [
      'http://127.0.0.1/x',
      'http://[::1]/',
      'http://localhost:80/',
      'http://169.254.169.254/latest',
    ]) {
      expect(await enter(url)).toMatchObject({ field: 'webhookUrl' })
    }
  } finally {
    await own.stop()
  }
})
