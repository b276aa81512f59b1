import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { callChat, chatOf, openChat, shownOf, write } from '../support/e2e-chat.ts'
import { inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
let secret: string
beforeAll(async () => {
  centre = await openCentre({ env: { DEMO: 'true' } })
  const owner = await centre.hub.agent({ role: 'administrator' })
  const { channelId } = centre.hub
  const { channel } = await owner.mutate('rotateIdentitySecret', { channelId }, 'channel { chat { identitySecret } }')
  secret = channel.chat.identitySecret
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

const hashed = (userId: string) => createHmac('sha256', secret).update(userId).digest('hex')
const signed = (userId: string, claims: Record<string, string> = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime('5 minutes')
    .sign(new TextEncoder().encode(secret))

/** Signs in on the site, as its own code would after a log-in. */
const logIn = (page: Page, userId: string, name = userId) =>
  callChat(page, 'identify', { userId, userHash: hashed(userId), name })

/** The hub knows who this browser belongs to. */
const hasLoggedIn = (page: Page) =>
  expect.poll(() => page.evaluate<string>('JSON.stringify({ ...localStorage })')).toMatch(/me:who":"[^?]/)

async function openThread(page: Page, words: string) {
  const chat = chatOf(page)
  await chat.launcher.click()
  await chat.log.getByText(words).waitFor()
}

const isSent = (page: Page) =>
  chatOf(page)
    .log.getByText(/Sent|Delivered|Seen/)
    .waitFor()

describe('a signed-in customer', () => {
  it('is known to the agent by name, whether the site signs by HMAC or by JWT', async () => {
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const byHash = await centre.visitor()
    await logIn(byHash, 'u-frida', 'Frida Holm')
    await openChat(byHash)
    await write(byHash, 'I am Frida')
    await inboxOf(agent).row('Frida Holm').waitFor()
    const byJwt = await centre.visitor()
    await callChat(byJwt, 'identify', { jwt: await signed('u-gustav', { name: 'Gustav Ek' }) })
    await openChat(byJwt)
    await write(byJwt, 'I am Gustav')
    await inboxOf(agent).row('Gustav Ek').waitFor()
  })

  it('is not believed without a signature, nor with a wrong one, and the site learns why', async () => {
    centre.expects(/status of 403/)
    for (const claim of [{ userId: 'u-frida' }, { userId: 'u-frida', userHash: hashed('u-other') }]) {
      const page = await centre.visitor()
      await chatOf(page).launcher.click()
      await chatOf(page).message.waitFor()
      await page.evaluate(`Switchboard.on('error', ({ code }) => (document.title = code))`)
      await callChat(page, 'identify', claim)
      await expect.poll(() => page.title()).toBe('identity_invalid')
      await page.reload()
      await openChat(page)
      expect(await chatOf(page).panel.innerText()).not.toContain('I am Frida')
    }
  })

  it('goes on where they were when they log in: with the thread, and with the sentence they had begun', async () => {
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const page = await centre.visitor()
    await openChat(page)
    await chatOf(page).message.fill('A sentence begun')
    await logIn(page, 'u-henrik', 'Henrik Dahl')
    await hasLoggedIn(page)
    await expect.poll(() => chatOf(page).message.inputValue()).toBe('A sentence begun')
    await chatOf(page).send.click()
    await inboxOf(agent).row('Henrik Dahl').waitFor()

    const other = await centre.visitor()
    await openChat(other)
    await write(other, 'Asked before logging in')
    await isSent(other)
    await logIn(other, 'u-hilde', 'Hilde Dahl')
    await hasLoggedIn(other)
    await write(other, 'And one after it')
    await inboxOf(agent).row('Hilde Dahl').click()
    for (const { log } of [inboxOf(agent), chatOf(other)]) {
      const words = ['Asked before logging in', 'And one after it']
      await expect.poll(() => shownOf(log, words)).toEqual(words)
    }
  })

  it('leaves an empty chat behind on logging out, in every tab, and the next one sees nothing of theirs', async () => {
    const page = await centre.visitor()
    await logIn(page, 'u-inga', 'Inga Moe')
    await openChat(page)
    await write(page, 'A secret of Inga')
    await isSent(page)
    const other = await page.context().newPage()
    await other.goto(centre.shop.url)
    await openThread(other, 'A secret of Inga')
    await chatOf(page).message.fill('half a sentence of Inga')

    await callChat(page, 'reset')
    for (const tab of [page, other]) await tab.getByText('A secret of Inga').first().waitFor({ state: 'detached' })
    const kept = () => page.evaluate<string>('JSON.stringify({ ...localStorage })')
    await expect.poll(kept).not.toMatch(/Inga|u-inga|half a sentence/)
    await logIn(page, 'u-jan', 'Jan Vik')
    await page.reload()
    await openChat(page)
    await write(page, 'I am Jan')
    await isSent(page)
    expect(await chatOf(page).panel.innerText()).not.toContain('Inga')
  })

  it('finds the thread again on another device', async () => {
    const laptop = await centre.visitor()
    await logIn(laptop, 'u-karin', 'Karin Lie')
    await openChat(laptop)
    await write(laptop, 'Written on the laptop')
    await isSent(laptop)
    const phone = await centre.visitor({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await chatOf(phone).launcher.waitFor()
    await callChat(phone, 'identify', { jwt: await signed('u-karin') })
    await openThread(phone, 'Written on the laptop')
    await write(phone, 'Written on the phone')
    await chatOf(laptop).log.getByText('Written on the phone').waitFor()
  })
})

describe('a chat for signed-in customers only', () => {
  it('asks an anonymous visitor to sign in, and opens once they have', async () => {
    centre.expects(/status of 403/)
    await centre.changeChat({ identityRequired: true })
    const page = await centre.visitor()
    const chat = chatOf(page)
    await chat.launcher.click()
    await chat.panel.getByText('Please sign in to chat with us.').waitFor()
    await logIn(page, 'u-lars', 'Lars Bo')
    await chat.message.waitFor()
    await write(page, 'Now I am signed in')
    await isSent(page)
    await centre.changeChat({ identityRequired: false })
  })
})

describe("the demonstration's shop", () => {
  it('carries the chat, and its customers are known by name while they are logged in', async () => {
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const page = await (await centre.context()).newPage()
    await page.goto(`${centre.hub.url}/demo`)
    const account = page.getByRole('group', { name: 'Account' })
    await account.getByText('Not signed in').waitFor()
    await account.getByRole('button', { name: 'Log in as Ines Albrecht' }).click()
    await account.getByText('Signed in as Ines Albrecht').waitFor()
    await hasLoggedIn(page)
    await page.getByRole('button', { name: 'Ask us about a bicycle' }).click()
    await write(page, 'Does the Fjord come in blue?')
    await inboxOf(agent).row('Ines Albrecht').click()
    await agent.getByText('Gold', { exact: true }).first().waitFor()
    await account.getByRole('button', { name: 'Log out' }).click()
    await chatOf(page).log.getByText('Does the Fjord').waitFor({ state: 'detached' })
    await account.getByRole('button', { name: 'Log in as Tomás Rivera' }).waitFor()
    await page.reload()
    await openChat(page)
    expect(await chatOf(page).panel.innerText()).not.toContain('Fjord')
  })
})
