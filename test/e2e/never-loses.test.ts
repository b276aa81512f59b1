import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hirePeople, type People } from '../support/e2e-centre.ts'
import { chatOf, openChat, shownOf, write } from '../support/e2e-chat.ts'
import { answer, inboxOf } from '../support/e2e-inbox.ts'
import { openRooms, type Rooms } from '../support/e2e-rooms.ts'
import { startHub } from '../support/hub.ts'
import { freePort, type HubProcess, startProcess } from '../support/process.ts'

// What a browser itself says of a server that is not there.
const cut =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_NETWORK_CHANGED|ERR_SOCKET_NOT_CONNECTED|ERR_FAILED|503/

const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-e2e-'))
let people: People
let rooms: Rooms
let env: Record<string, string>
let server: HubProcess
beforeAll(async () => {
  const hub = await startHub()
  people = await hirePeople(hub)
  await hub.stop()
  const { SECRET_KEY = '' } = hub.services.env
  env = { DATABASE_URL: hub.databaseUrl, DATA_DIR: dataDir, SECRET_KEY, PORT: String(await freePort()) }
  server = await startProcess(env)
  rooms = await openRooms({ hubUrl: server.url, channelKey: hub.channelKey })
})
afterEach(() => rooms.tidy())
afterAll(async () => {
  await rooms.close()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const inOrder = (page: { log: ReturnType<typeof chatOf>['log'] }, texts: string[]) =>
  expect.poll(() => shownOf(page.log, texts), { timeout: 15_000 }).toEqual(texts)

async function openConversation(agent: Page, words: string) {
  await inboxOf(agent).row(words).click()
  await inboxOf(agent).log.getByText(words).waitFor()
}

describe('what a visitor writes', () => {
  it('without a connection is kept over a reload and arrives once and in order when it is back', async () => {
    rooms.expects(cut)
    const agent = await rooms.agent(people.mia, { path: '/inbox/all' })
    const visitor = await rooms.visitor()
    await openChat(visitor)
    await write(visitor, 'Before the tunnel')
    await chatOf(visitor)
      .log.getByText(/Sent|Delivered/)
      .waitFor()
    await openConversation(agent, 'Before the tunnel')

    await visitor.context().setOffline(true)
    for (const words of ['Tunnel one', 'Tunnel two', 'Tunnel three']) await write(visitor, words)
    await chatOf(visitor)
      .panel.getByText(/^No connection/)
      .waitFor()
    await chatOf(visitor).log.getByText('Waiting for a connection').first().waitFor()

    // The shop's page itself comes from the network: the reload happens at the tunnel's end, its messages unsent.
    await visitor.context().route('**/messages', (route) => route.abort())
    await visitor.context().setOffline(false)
    await visitor.reload()
    await chatOf(visitor).launcher.waitFor()
    await visitor.context().unroute('**/messages')
    const all = ['Before the tunnel', 'Tunnel one', 'Tunnel two', 'Tunnel three']
    await inOrder(inboxOf(agent), all)
    await chatOf(visitor).launcher.click()
    await inOrder(chatOf(visitor), all)
  })

  it('is stored once even when the answer to it is lost, twice', async () => {
    rooms.expects(/ERR_FAILED/)
    const agent = await rooms.agent(people.mia, { path: '/inbox/all' })
    const visitor = await rooms.visitor()
    await openChat(visitor)
    let lost = 0
    await visitor.context().route('**/messages', async (route) => {
      const response = await route.fetch()
      if (response.ok() && lost++ < 2) await route.abort()
      else await route.fulfill({ response })
    })
    await write(visitor, 'Did you get this?')
    await chatOf(visitor)
      .log.getByText(/Sent|Delivered/)
      .waitFor({ timeout: 15_000 })
    expect(lost).toBeGreaterThan(2)
    await openConversation(agent, 'Did you get this?')
    await write(visitor, 'And this?')
    await inOrder(inboxOf(agent), ['Did you get this?', 'And this?'])
    await visitor.context().unrouteAll({ behavior: 'wait' })
  })
})

describe('a hub that goes away and comes back', () => {
  it('finds everybody waiting, and passes on once what they wrote meanwhile', async () => {
    rooms.expects(cut)
    const agent = await rooms.agent(people.mia, { path: '/inbox/all' })
    const visitor = await rooms.visitor()
    await openChat(visitor)
    await write(visitor, 'Are you still there?')
    await openConversation(agent, 'Are you still there?')

    await server.kill()
    await agent.getByText('Reconnecting…').waitFor()
    await write(visitor, 'It went quiet')
    await answer(agent, 'One moment, we restart')
    await inboxOf(agent).log.getByText('Sending…').waitFor()

    server = await startProcess(env)
    const words = ['Are you still there?', 'It went quiet', 'One moment, we restart']
    for (const page of [chatOf(visitor), inboxOf(agent)]) {
      await expect
        .poll(async () => (await shownOf(page.log, words)).toSorted(), { timeout: 30_000 })
        .toEqual(words.toSorted())
    }
    await agent.getByText('Reconnecting…').waitFor({ state: 'detached' })
    await write(visitor, 'Good to have you back')
    await inboxOf(agent).log.getByText('Good to have you back').waitFor()
  })
})

describe('two tabs of one visitor', () => {
  it('show the same thread, whichever of them is written in', async () => {
    const agent = await rooms.agent(people.mia, { path: '/inbox/all' })
    const first = await rooms.visitor()
    await openChat(first)
    await write(first, 'From the first tab')
    await openConversation(agent, 'From the first tab')
    const second = await first.context().newPage()
    await second.goto(rooms.shop.url)
    await chatOf(second).launcher.click()
    await chatOf(second).log.getByText('From the first tab').waitFor()
    await write(second, 'From the second tab')
    await answer(agent, 'An answer to both')
    const words = ['From the first tab', 'From the second tab', 'An answer to both']
    for (const page of [first, second]) await inOrder(chatOf(page), words)
    await first.close()
    await answer(agent, 'And one to who stayed')
    await inOrder(chatOf(second), [...words, 'And one to who stayed'])
  })
})
