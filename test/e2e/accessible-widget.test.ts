import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { flawsIn } from '../support/e2e-axe.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { chatOf, openChat, rate, write } from '../support/e2e-chat.ts'
import { picture } from '../support/e2e-files.ts'
import { answer, assignToMe, inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

/** Every look of what the widget shows now. */
const check = async (page: Page) => expect(await flawsIn(page, 'switchboard-chat')).toEqual([])

const textFile = { name: 'invoice.txt', mimeType: 'text/plain', buffer: Buffer.from('42 €') }

describe('WCAG 2.2 AA, wide and narrow, light and dark', () => {
  it('holds for launcher, greeting, home, menu and emoji', async () => {
    await centre.changeChat({ greeting: 'Looking for a bicycle?', greetingDelaySeconds: 0 })
    const page = await centre.visitor()
    await page.getByRole('button', { name: 'Looking for a bicycle?' }).waitFor()
    await check(page)
    await centre.changeChat({ greeting: '' })
    const chat = await openChat(page)
    await check(page)
    await chat.button('More options').click()
    await check(page)
    await page.keyboard.press('Escape')
    await chat.button('Emoji').click()
    await check(page)
  })

  it('holds for the form and its errors', async () => {
    const formFields = [
      { name: 'email', kind: 'email', label: 'Your e-mail address', required: true },
      { name: 'phone', kind: 'phone', label: 'Your phone', required: false },
      { name: 'topic', kind: 'choice', label: 'What is it about?', required: true, options: ['A repair', 'An order'] },
      { name: 'consent', kind: 'consent', label: 'I agree that you keep this', required: true },
    ]
    await centre.changeChat({ formEnabled: true, formFields })
    const page = await centre.visitor()
    const chat = chatOf(page)
    await chat.launcher.click()
    await chat.begin.click()
    await chat.button('Start chat').waitFor()
    await check(page)
    await chat.button('Start chat').click()
    await chat.panel.getByText('Please choose one').waitFor()
    await check(page)
    await centre.changeChat({ formEnabled: false })
  })

  it('holds for a thread with answers, files, typing and unread, its end and its rating', async () => {
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const page = await centre.visitor()
    const chat = await openChat(page)
    await page.setInputFiles('input[type=file]', [picture('wheel.png'), textFile])
    await chat.button('Remove invoice.txt').waitFor()
    await write(page, 'See https://shop.example/orders/1042')
    await inboxOf(agent).row('See https').click()
    await assignToMe(agent)
    await answer(agent, 'A word with you')
    await chat.log.getByText('A word with you').waitFor()
    await inboxOf(agent).reply.pressSequentially('And')
    await chat.panel.getByText('Mia Krause is typing').waitFor()
    await page.setInputFiles('input[type=file]', textFile)
    await chat.button('Remove invoice.txt').waitFor()
    await check(page)
    await page.keyboard.press('Escape')
    await answer(agent, 'One more thing')
    await page.getByRole('button', { name: 'Chat with us, 1 unread' }).waitFor()
    await check(page)

    await chat.launcher.click()
    await chat.button('More options').click()
    await chat.button('End chat').click()
    await check(page)
    await chat.panel
      .getByRole('alertdialog')
      .or(chat.panel.getByRole('dialog'))
      .getByRole('button', { name: 'End chat' })
      .click()
    await rate(page, 4)
    await check(page)
    await chat.button('Send rating').click()
    await chat.panel.getByText('Thank you for your rating.').waitFor()
    await check(page)
    await chat.button('Back').click()
    await chat.panel.getByRole('region', { name: 'Your conversations' }).waitFor()
    await check(page)
  })

  it('holds without a connection, with nobody there, and for those who may not chat', async () => {
    centre.expects(/ERR_INTERNET_DISCONNECTED|status of 403/)
    const page = await centre.visitor()
    const chat = await openChat(page)
    await write(page, 'Hello')
    await chat.log.getByText(/Sent|Delivered/).waitFor()
    centre.staff(false)
    await chat.panel.getByText('Nobody is here right now.').waitFor()
    await chat.button('Notify me').click()
    await chat.panel.getByText('Please fill this in').waitFor()
    await check(page)
    await page.context().setOffline(true)
    await write(page, 'Anybody?')
    await chat.panel.getByText(/^No connection/).waitFor()
    await check(page)
    await page.context().setOffline(false)
    await chat.panel.getByText(/^No connection/).waitFor({ state: 'detached' })
    centre.staff(true)

    await centre.changeChat({ identityRequired: true })
    const stranger = await centre.visitor()
    await chatOf(stranger).launcher.click()
    await chatOf(stranger).panel.getByText('Please sign in to chat with us.').waitFor()
    await check(stranger)
    await centre.changeChat({ identityRequired: false })
  })

  it('holds from right to left', async () => {
    centre.shop.serve('/ar', { lang: 'ar' })
    const page = await centre.visitor({ path: '/ar' })
    await page.getByRole('button', { name: 'Chat with us' }).click()
    await page.getByRole('textbox', { name: 'رسالة' }).fill('مرحبا، أين طلبي؟')
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText('مرحبا، أين طلبي؟').waitFor()
    await check(page)
  })
})

/** What of the open chat lies outside the window or is cut off, where nothing scrolls to it. */
const cut = `(() => {
  const outside = ({ left, right, top, bottom }) => left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1
  const { shadowRoot } = document.querySelector('switchboard-chat')
  const shown = [...shadowRoot.querySelectorAll('.panel, .panel *')].filter((one) => !one.closest('.hide, svg') && one.checkVisibility())
  const isCut = (one) => {
    const { overflowX, textOverflow } = getComputedStyle(one)
    if (one.scrollWidth > one.clientWidth + 1 && !['visible', 'inline'].includes(overflowX) && textOverflow !== 'ellipsis') return true
    return !one.parentElement?.closest('.body') && outside(one.getBoundingClientRect())
  }
  const sideways = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []
  return [...sideways, ...shown.filter(isCut).map((one) => one.outerHTML.slice(0, 80))]
})()`

describe('a visitor who sees badly, or gets dizzy', () => {
  it('has the whole chat at 200 % zoom', async () => {
    // What a browser makes of a window of 1280 × 800 at 200 %.
    const zoomed = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }
    const page = await centre.visitor({ ...zoomed, reducedMotion: 'reduce' })
    const chat = await openChat(page)
    const whole = async () => expect(await page.evaluate<string[]>(cut)).toEqual([])
    await whole()
    const long = { ...textFile, name: `${'a-very-long-name-'.repeat(8)}.txt` }
    await page.setInputFiles('input[type=file]', [picture('wheel.png'), textFile, long])
    await chat.button(/^Remove a-very/).waitFor()
    await whole()
    await write(page, `https://shop.example/${'a-very-long-address'.repeat(12)}`)
    await chat.log.getByText(/Sent|Delivered/).waitFor()
    await whole()
    await chat.button('More options').click()
    await whole()
    await chat.button('End chat').click()
    await chat.button('Keep chatting').waitFor()
    await whole()
    await page.keyboard.press('Escape')
    await chat.button('Emoji').click()
    await whole()
  })

  it('sees nothing move where the system asks for that', async () => {
    const moved = async (reducedMotion: 'reduce' | 'no-preference') => {
      const page = await centre.visitor({ reducedMotion })
      const chat = chatOf(page)
      await chat.launcher.waitFor()
      await page.evaluate(`
        window.moved = []
        const { shadowRoot } = document.querySelector('switchboard-chat')
        for (const kind of ['animationstart', 'transitionrun'])
          shadowRoot.addEventListener(kind, ({ target }) => moved.push(target.className), true)
      `)
      await openChat(page)
      await write(page, 'Hello')
      await chat.log.getByText(/Sent|Delivered/).waitFor()
      await chat.button('More options').click()
      await chat.button('End chat').waitFor()
      await page.keyboard.press('Escape')
      await chat.button('Emoji').click()
      await chat.launcher.hover()
      return page.evaluate<string[]>('new Promise((done) => requestAnimationFrame(() => done(moved)))')
    }
    expect(await moved('no-preference')).not.toEqual([])
    expect(await moved('reduce')).toEqual([])
  })
})
