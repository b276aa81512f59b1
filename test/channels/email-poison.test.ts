import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDesk, type FakeDesk } from '../support/mail/desk.ts'
import { emailAt, mail, mailbox } from '../support/mail/mailbox.ts'
import { startSandboxWorld } from '../support/mail/sandbox-world.ts'
import { settingsIn } from '../support/mail/world.ts'

describe('a mail that cannot be had', () => {
  let world: Awaited<ReturnType<typeof startSandboxWorld>>
  let desk: FakeDesk
  let address: string
  let stop: () => Promise<void>
  beforeEach(async () => {
    world = await startSandboxWorld()
    address = world.hubAddress()
    desk = createDesk()
    const settings = { ...settingsIn(address, world.server.imapPort, world.smtpPort), takeDays: 1 }
    const channel = mailbox(settings, { password: world.password })
    for (const body of ['one', 'two']) deliver(body)
    const controller = new AbortController()
    stop = async () => {
      controller.abort()
      await following
    }
    const [, second] = world.server.inbox(address)
    if (second) second.withheld = true
    const following = emailAt(desk).follow?.(channel, desk, controller.signal)
  })
  const deliver = (body: string) => world.server.deliver(mail('a@customer.test', address, { body }))
  /** How often it was tried and ended. */
  const failures = () => desk.health.filter(({ error }) => error).length
  afterEach(async () => {
    await stop()
    await world.stop()
  })

  it('does not stand in the way of those after it, and is noted', async () => {
    deliver('three')
    await desk.until(() => desk.items.length === 3)
    const [one, two, three] = desk.items
    expect(one?.raw?.toString()).toContain('one')
    expect(two).toMatchObject({ externalId: expect.stringMatching(/^uid:\d+\.2$/), raw: null })
    expect(two?.payload).toMatchObject({ unreadable: 'It could not be fetched, however often it was tried.' })
    expect(three?.raw?.toString()).toContain('three')
    expect(desk.health.find(({ error }) => error)?.error).toContain('The mail cannot be read')
  })

  it('is waited for while nothing comes after it: it may be the server that is unwell', async () => {
    await desk.until(() => failures() >= 8)
    expect(desk.items).toHaveLength(1)
    const [, second] = world.server.inbox(address)
    if (second) second.withheld = false
    await desk.until(() => desk.items.length === 2)
    expect(desk.items[1]?.raw?.toString()).toContain('two')
  })
})
