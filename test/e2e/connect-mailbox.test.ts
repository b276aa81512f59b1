import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { createDesk } from '../support/mail/desk.ts'
import { emailAt } from '../support/mail/mailbox.ts'
import { startSandboxWorld } from '../support/mail/sandbox-world.ts'
import type { MailWorld } from '../support/mail/world.ts'

let world: MailWorld
let imapPort: number
let centre: Centre
beforeAll(async () => {
  world = await startSandboxWorld()
  imapPort = await world.imapPort(world.hubAddress())
  centre = await openCentre({ carriers: [emailAt(createDesk())] })
})
afterEach(() => centre.tidy())
afterAll(async () => {
  await centre.close()
  await world.stop()
})

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function fillServer(page: Page, title: RegExp, port: number) {
  const server = page.getByRole('group', { name: title })
  await server.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1')
  await server.getByRole('spinbutton', { name: 'Port' }).fill(String(port))
  await server.getByRole('combobox', { name: 'Encryption' }).selectOption('none')
}

describe('an administrator', () => {
  it('connects a mailbox: sees what fails and what to do, sets it right, and sees it connected', async () => {
    const page = await centre.agent(centre.administrator, { path: '/settings/channels' })
    await press(page, 'Add a channel')
    await page.getByRole('menuitem', { name: 'Connect a mailbox' }).click()
    await press(page, 'Connect mailbox')
    await page.getByRole('alert').filter({ hasText: 'such as support@example.com' }).waitFor()

    const address = world.hubAddress()
    await field(page, 'E-mail address').fill(address)
    await field(page, 'Password').fill('a guess')
    await page.getByRole('button', { name: /^Servers and more/ }).click()
    await expect.poll(() => page.getByRole('textbox', { name: 'Server' }).first().inputValue()).toBe('imap.hub.test')
    await fillServer(page, /IMAP/, imapPort)
    await fillServer(page, /SMTP/, world.smtpPort)
    await press(page, 'Test connection')
    await page.getByText(/refused the sign-in: .*password is wrong/).waitFor()

    await field(page, 'Password').fill(world.password)
    await press(page, 'Test connection')
    await page.getByText('Everything works.').waitFor()
    await press(page, 'Connect mailbox')
    await page.getByRole('heading', { level: 1, name: address }).waitFor()

    await page.goto(`${centre.hub.url}/settings/health`)
    const health = page.getByRole('region', { name: address })
    await health.getByText('Connected', { exact: true }).waitFor()
  })
})

describe('a supervisor', () => {
  it('is told in the inbox that a mailbox is down, and is led to what is known of it', async () => {
    const owner = await centre.hub.agent({ role: 'administrator' })
    const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none' })
    const settings = { address: world.hubAddress(), imap: server(imapPort), smtp: server(world.smtpPort) }
    const secrets = { password: world.password }
    const about = { name: 'Support', brandId: centre.hub.brandId, settings, secrets }
    const { channel } = await owner.mutate('createEmailChannel', about, 'channel { id }')
    const page = await centre.agent(centre.supervisor, { path: '/settings/health' })
    await page
      .getByRole('region', { name: /\bSupport\b/ })
      .getByText('Connected', { exact: true })
      .waitFor()
    await page.goto(`${centre.hub.url}/inbox/all`)
    await page.getByRole('heading', { name: 'Inbox' }).waitFor({ state: 'attached' })
    const moved = { ...settings, imap: server(1) }
    await owner.mutate('updateEmailChannel', { channelId: channel.id, settings: moved }, 'channel { id }')
    const alert = page.getByRole('status').filter({ hasText: '“Support” is not connected' })
    await alert.getByRole('link', { name: 'Channel health' }).click()
    await page.getByText('127.0.0.1:1 refuses connections.').waitFor()

    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    await agent.getByRole('heading', { name: 'Inbox' }).waitFor({ state: 'attached' })
    expect(await agent.getByText('is not connected').count()).toBe(0)
  })
})
