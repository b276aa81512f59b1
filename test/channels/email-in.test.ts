import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { CarriedConfig } from '../../server/src/channels/carried.ts'
import type { EmailChannelSettings } from '../../server/src/channels/email/settings.ts'
import type { Timings } from '../../server/src/channels/email/timings.ts'
import { createDesk, type FakeDesk } from '../support/mail/desk.ts'
import { startLink, type Link } from '../support/mail/link.ts'
import { emailAt, mail, mailbox } from '../support/mail/mailbox.ts'
import { asPerson, readAll } from '../support/mail/person.ts'
import { settingsIn, type MailWorld } from '../support/mail/world.ts'
import { againstImapServers } from '../support/mail/worlds.ts'

againstImapServers('mail that comes in', (start) => {
  let world: MailWorld
  let link: Link
  let desk: FakeDesk
  let address: string
  let customer: string
  let channel: CarriedConfig
  let stops: (() => Promise<void>)[] = []

  beforeAll(async () => {
    world = await start()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    address = world.hubAddress()
    link = await startLink(await world.imapPort(address))
    desk = createDesk()
    customer = world.customer()
    channel = boxWith({})
  })
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()))
    stops = []
    await link.stop()
  })

  const boxWith = (more: Partial<EmailChannelSettings>) =>
    mailbox({ ...settingsIn(address, link.port, world.smtpPort), ...more }, { password: world.password })

  /** Follows the mailbox as one hub does; stopped at the end, or by what it returns. */
  function follow(timings: Partial<Timings> = {}) {
    const controller = new AbortController()
    const ended = emailAt(desk, { timings: timings as Timings }).follow?.(channel, desk, controller.signal)
    const stop = async () => {
      controller.abort()
      await ended
    }
    stops.push(stop)
    return stop
  }
  const connected = () => desk.until(() => desk.health.at(-1)?.connected === true)
  const kept = (count: number) => desk.until(() => desk.items.length >= count)
  const post = (body: string) => world.post(mail(customer, address, { body }), customer, address)
  const bodies = () => desk.items.map(({ raw }) => raw?.toString().split('\r\n\r\n')[1]?.trim())

  it('is kept as it came, and stays unread for the people who share the mailbox', async () => {
    follow()
    await connected()
    await post('Where is my order?')
    await kept(1)
    expect(bodies()).toEqual(['Where is my order?'])
    expect(desk.items[0]?.raw?.toString()).toContain(`From: ${customer}`)
    const flags = await asPerson(channel, async (client) => (await client.fetchOne('*', { flags: true })) || null)
    expect(flags?.flags?.has(String.raw`\Seen`)).toBe(false)
  })

  it('arrives although a person has read it first', async () => {
    const stop = follow()
    await connected()
    await stop()
    await post('Read me first')
    await readAll(channel, 1)
    follow()
    await kept(1)
    expect(bodies()).toEqual(['Read me first'])
  })

  it('begins with what comes now in a mailbox that was there before', async () => {
    await post('From long ago')
    await readAll(channel, 1)
    follow()
    await connected()
    await post('From today')
    await kept(1)
    expect(bodies()).toEqual(['From today'])
  })

  it('begins with what came lately where the settings say so', async () => {
    channel = boxWith({ takeDays: 3 })
    await post('From yesterday')
    follow()
    await kept(1)
    expect(bodies()).toEqual(['From yesterday'])
  })

  it('goes on after the connection was cut, with what came meanwhile', async () => {
    follow()
    await connected()
    await post('one')
    await kept(1)
    link.cut()
    await post('two')
    await kept(2)
    expect(bodies()).toEqual(['one', 'two'])
    expect(desk.health.map(({ connected }) => connected)).toContain(false)
    expect(desk.health.find(({ error }) => error)?.error).toMatch(/closed the connection/)
  })

  it('goes on after the link went dead without a sign', async () => {
    follow({ idle: 200, silence: 400 })
    await connected()
    link.silence()
    await post('Are you there?')
    await kept(1)
    expect(bodies()).toEqual(['Are you there?'])
    expect(desk.health.find(({ error }) => error)?.error).toMatch(/does not answer|closed the connection/)
  })

  it('comes although the server began to count again and does not say so, as one that was restored from a copy', async () => {
    const stop = follow()
    await connected()
    await post('before')
    await kept(1)
    await stop()
    const position = (await desk.position(channel)) as { lastUid: number }
    await desk.savePosition(channel, { ...position, lastUid: position.lastUid + 100 })
    await post('after')
    follow()
    await kept(2)
    expect(bodies()).toEqual(['before', 'after'])
  })

  it('comes once although the server gave every mail a new number', async () => {
    follow()
    await connected()
    await post('one')
    await post('two')
    await kept(2)
    const before = desk.items.map(({ externalId }) => externalId)
    await world.renumber(address)
    link.cut()
    await post('three')
    await kept(3)
    expect(bodies()).toEqual(['one', 'two', 'three'])
    // They came again under their new numbers, and were known.
    expect(desk.brought).toEqual([...before, ...before, desk.items[2]?.externalId])
  })

  it.each(['keeping', 'kept', 'saved'] as const)(
    'is there once although the hub died while one was %s',
    async (moment) => {
      follow()
      await connected()
      await post('before')
      await desk.until(() => desk.items.length === 1)
      const died = desk.dieAt(moment)
      await post('at that moment')
      await died
      await post('while it was away')
      // The dead one hears nothing any more; another takes over where it stopped.
      stops.splice(0).forEach((stop) => void stop())
      desk.revive()
      follow()
      await post('after')
      await kept(4)
      expect(bodies()).toEqual(['before', 'at that moment', 'while it was away', 'after'])
    },
  )

  it('loses and doubles nothing when one hub after the other takes over', async () => {
    let stop = follow()
    await connected()
    const ids = Array.from({ length: 14 }, (_, index) => `burst ${index}`)
    for (const [index, body] of ids.entries()) {
      await post(body)
      if (index % 5 !== 4) continue
      await kept(index - 2)
      await stop()
      stop = follow()
    }
    await kept(ids.length)
    expect(bodies().toSorted()).toEqual(ids.toSorted())
  })

  it('waits while the hub cannot store it, and says so', async () => {
    follow()
    await connected()
    desk.failNext(3)
    await post('Patience')
    await kept(1)
    expect(bodies()).toEqual(['Patience'])
    expect(desk.health.find(({ error }) => error)?.error).toBe('Mail could not be stored: The database is away.')
  })

  it('is passed by when the connection ends at it every time, and is noted', async () => {
    const stop = follow()
    await connected()
    await stop()
    await post('one')
    await readAll(channel, 1)
    await post('two')
    await readAll(channel, 2)
    link.cutAt(/UID FETCH 1[, ]/, 'before', 1000)
    follow()
    await kept(2)
    expect(desk.items[0]?.payload).toMatchObject({ unreadable: expect.stringContaining('could not be fetched') })
    expect(bodies()[1]).toBe('two')
  })

  it('streams a mail of 20 MB and goes on with the next', async () => {
    follow()
    await connected()
    const line = `${'x'.repeat(76)}\r\n`
    const big = mail(customer, address, { body: line.repeat(20_000_000 / line.length) })
    await world.post(big, customer, address)
    await kept(1)
    await post('And a small one')
    await kept(2)
    expect(desk.items[0]?.size).toBeGreaterThan(20_000_000)
    expect(desk.items[0]?.raw?.includes(big)).toBe(true)
    expect(bodies()[1]).toBe('And a small one')
  })

  it('keeps the headers of one that is too large, and goes on with the next', async () => {
    const controller = new AbortController()
    const ended = emailAt(desk, { largest: 100_000 }).follow?.(channel, desk, controller.signal)
    stops.push(async () => {
      controller.abort()
      await ended
    })
    await connected()
    await world.post(mail(customer, address, { subject: 'My film', body: 'x\r\n'.repeat(50_000) }), customer, address)
    await post('And a small one')
    await kept(2)
    const payload = desk.items[0]?.payload as { tooLarge: number; headers: string }
    expect(payload.tooLarge).toBeGreaterThan(150_000)
    expect(payload.headers).toContain('Subject: My film')
    expect(bodies()[1]).toBe('And a small one')
  })
})
