import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { chatOf } from '../support/e2e-chat.ts'
import { inboxOf } from '../support/e2e-inbox.ts'
import { customerWrites } from '../support/customer.ts'
import { password } from '../support/sign-in.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
  const writes = customerWrites(centre.hub.services, centre.hub)
  await writes('visitor-1', 'The first question')
  await writes('visitor-2', 'The second question')
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

describe('without a mouse', () => {
  it('an agent signs in, opens, answers, notes, closes and finds the keys', async () => {
    const page = await (await centre.context()).newPage()
    await page.goto(`${centre.hub.url}/inbox/all?order=waiting`)
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor()
    await page.keyboard.type(centre.mia.email)
    await press(page, 'Tab')
    await page.keyboard.type(password)
    await press(page, 'Enter')

    const inbox = inboxOf(page)
    await inbox.row('The first question').waitFor()
    await press(page, 'j')
    await isFocused(inbox.rows.nth(0))
    await press(page, 'j')
    await isFocused(inbox.rows.nth(1))
    await press(page, 'k')
    await isFocused(inbox.rows.nth(0))
    await press(page, 'Enter')
    await inbox.log.waitFor()

    await press(page, 'r')
    await isFocused(inbox.reply)
    await page.keyboard.type('Answered by keyboard')
    await press(page, 'Enter')
    await inbox.log.getByText('Answered by keyboard').waitFor()
    await press(page, 'Escape', 'n')
    await isFocused(inbox.note)
    await page.keyboard.type('Noted by keyboard')
    await press(page, 'Enter')
    await inbox.log.getByText('Noted by keyboard').waitFor()

    await press(page, 'Escape', '?')
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await keys.waitFor()
    await press(page, 'Escape')
    await keys.waitFor({ state: 'detached' })
    await press(page, 'a')
    await page.getByRole('textbox', { name: 'Find…' }).or(page.getByPlaceholder('Find…')).first().waitFor()
    await page.keyboard.type('Jonas')
    await press(page, 'Enter')
    await page.getByRole('button', { name: 'Assign: Jonas Weber' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(page, 'e')
    await page.getByRole('button', { name: 'Reopen' }).waitFor()
    await press(page, '/')
    await isFocused(page.getByRole('searchbox', { name: 'Search conversations' }))
  })

  it('whatever an agent chooses from a menu, they go on at the button of the menu', async () => {
    const page = await centre.agent(centre.jonas, { path: '/inbox/all' })
    const inbox = inboxOf(page)
    const choose = async (button: string, item: string) => {
      const opener = page.getByRole('button', { name: button, exact: true })
      await opener.press('Enter')
      await page.getByRole('menuitem', { name: item }).press('Enter')
      await page.getByRole('menu').waitFor({ state: 'detached' })
      return opener
    }
    await isFocused(await choose('Order', 'Longest waiting first'))
    await inbox.row('The second question').click()
    await choose('Priority: Normal', 'Urgent')
    await isFocused(page.getByRole('button', { name: 'Priority: Urgent' }))
    await choose('Snooze', 'Choose a date')
    const dialog = page.getByRole('dialog', { name: /^Choose a date/ })
    await isFocused(dialog.getByLabel('Day'))
    await press(page, 'Escape')
    await dialog.waitFor({ state: 'detached' })
    await isFocused(page.getByRole('button', { name: 'Snooze' }))
  })

  it('a visitor opens the chat, writes, and Escape leads back to where they were', async () => {
    const page = await centre.visitor()
    // A slow hub: what is typed before it has answered is not lost.
    await page.context().route('**/session', async (route) => {
      const response = await route.fetch()
      await expect.poll(() => chatOf(page).message.inputValue()).toContain('Written')
      await route.fulfill({ response })
    })
    const chat = chatOf(page)
    await chat.launcher.waitFor()
    await press(page, 'Tab', 'Tab')
    await isFocused(chat.launcher)
    await press(page, 'Enter')
    await isFocused(chat.message)
    await page.keyboard.type('Written without a mouse', { delay: 10 })
    await press(page, 'Enter')
    await chat.log.getByText('Written without a mouse').waitFor()
    await isFocused(chat.message)
    await press(page, 'Escape')
    await chat.panel.waitFor({ state: 'hidden' })
    await isFocused(chat.launcher)
    await press(page, 'Shift+Tab')
    expect(await focused(page)).toContain('More about us')
  })
})

const focused = (page: Page) => page.evaluate<string>('document.activeElement?.outerHTML ?? ""')
const isFocused = (one: ReturnType<Page['locator']>) =>
  expect
    .poll(() => one.evaluate((element) => Reflect.get(element.getRootNode(), 'activeElement') === element))
    .toBe(true)
