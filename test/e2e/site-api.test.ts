import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { callChat, chatOf, openChat, write } from '../support/e2e-chat.ts'
import { answer, inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
let agent: Page
/** Stays over the tests, each of which leaves the chat closed. */
let page: Page
beforeAll(async () => {
  centre = await openCentre()
  ;[agent, page] = await Promise.all([centre.agent(centre.mia, { path: '/inbox/all' }), centre.visitor()])
})
afterEach(() => centre.calm())
afterAll(() => centre.close())

const run = (on: Page, code: string) => on.evaluate(code)
const heard = (on: Page) => on.evaluate<unknown[]>('window.heard')
/** A page whose own code listens, and calls before the script of the chat has come. */
const early = (calls: string) => `<script>
  window.heard = []
  window.Switchboard = window.Switchboard || function () { (Switchboard.q = Switchboard.q || []).push(arguments) }
  ${calls}
</script>`

describe("the site's own code", () => {
  it('is heard before the script has loaded, whatever it calls first', async () => {
    const { hub, shop } = centre
    const calls = `Switchboard('on', 'ready', (what) => heard.push(what))
      Switchboard('setLocale', 'de')
      Switchboard('open')
      Switchboard('init', { channel: '${hub.channelKey}', position: 'left' })`
    shop.serve('/early', { before: early(calls), head: `<script async src="${hub.url}/widget.js"></script>` })
    const german = await centre.visitor({ path: '/early' })
    await german.getByRole('textbox', { name: 'Nachricht' }).waitFor()
    expect(await heard(german)).toEqual([{ channel: hub.channelKey }])
    expect((await german.getByRole('region', { name: 'Chat' }).boundingBox())?.x).toBe(20)
    await german.context().close()
  })

  it('opens, closes, toggles, listens and stops listening', async () => {
    const { panel, launcher } = chatOf(page)
    await launcher.waitFor()
    await run(page, `window.heard = []; window.note = () => heard.push('open'); Switchboard.on('open', note)`)
    await callChat(page, 'open')
    await panel.waitFor()
    await callChat(page, 'close')
    await panel.waitFor({ state: 'hidden' })
    await callChat(page, 'toggle')
    await panel.waitFor()
    await run(page, `Switchboard.off('open', note)`)
    await callChat(page, 'toggle')
    await panel.waitFor({ state: 'hidden' })
    await callChat(page, 'open')
    await panel.waitFor()
    expect(await heard(page)).toEqual(['open', 'open'])
    await callChat(page, 'close')
  })

  it('tells agents facts, changes the language, and forgets the person after a log-out', async () => {
    await openChat(page)
    await callChat(page, 'setAttributes', { plan: 'gold-and-silver' })
    await write(page, 'Which plan do I have?')
    await inboxOf(agent).row('Which plan').click()
    await agent.getByText('gold-and-silver').first().waitFor()
    await callChat(page, 'setLocale', 'fr')
    await page.getByRole('log').getByText('Which plan do I have?').waitFor()
    await page.getByRole('button', { name: 'Envoyer' }).waitFor()
    await callChat(page, 'reset')
    await page.getByText('Which plan do I have?').first().waitFor({ state: 'detached' })
    expect(await page.evaluate<string>('JSON.stringify({ ...localStorage })')).not.toContain('Which plan')
    await callChat(page, 'setLocale', 'en')
    await chatOf(page).message.waitFor()
    await callChat(page, 'close')
  })

  it('takes it off the page, and brings it back as it was without saying more', async () => {
    const chat = await openChat(page)
    await write(page, 'Before the break')
    await chat.log.getByText(/Sent|Delivered/).waitFor()
    await run(page, 'Switchboard.shutdown()')
    expect(await page.locator('switchboard-chat').count()).toBe(0)
    await run(page, 'Switchboard.init()')
    await chat.launcher.click()
    await chat.log.getByText('Before the break').waitFor()
    await callChat(page, 'close')
  })
})

describe('what came while the chat was closed', () => {
  it('is counted on the launcher, and told to the site once for each change', async () => {
    const chat = await openChat(page)
    await run(page, `window.heard = []; Switchboard.on('unread', ({ count }) => heard.push(count))`)
    await write(page, 'Are you there?')
    await inboxOf(agent).row('Are you there?').click()
    await chat.log.getByText('Are you there?').waitFor()
    await page.keyboard.press('Escape')
    for (const count of [1, 2]) {
      await answer(agent, `Answer ${count}`)
      await page.getByRole('button', { name: `Chat with us, ${count} unread` }).waitFor()
    }
    await chat.launcher.click()
    await chat.log.getByText('Answer 2').waitFor()
    await page.getByRole('button', { name: 'Chat with us', exact: true }).waitFor()
    expect(await heard(page)).toEqual([1, 2, 0])
  })
})

describe('the greeting', () => {
  it('is shown once, and stays away when it was put away', async () => {
    await centre.changeChat({ greeting: 'Need a hand?', greetingDelaySeconds: 0 })
    const stranger = await centre.visitor()
    const greeting = stranger.getByRole('button', { name: 'Need a hand?' })
    await greeting.waitFor()
    await stranger.getByRole('button', { name: 'Dismiss' }).click()
    await greeting.waitFor({ state: 'detached' })
    await stranger.reload({ waitUntil: 'networkidle' })
    await chatOf(stranger).launcher.waitFor()
    expect(await greeting.count()).toBe(0)
  })
})
