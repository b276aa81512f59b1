import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { chatOf, openChat, write } from '../support/e2e-chat.ts'
import { picture } from '../support/e2e-files.ts'
import { answer, inboxOf } from '../support/e2e-inbox.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

const isSent = (page: Page) =>
  chatOf(page)
    .log.getByText(/Sent|Delivered|Seen/)
    .waitFor()

/** Collects what a page reports of its policy and of its layout, from its first moment on. */
async function observed(context: BrowserContext, path: string): Promise<Page> {
  await context.addInitScript(`
    window.seen = { violations: [], shifts: 0 }
    addEventListener('securitypolicyviolation', (event) => seen.violations.push(event.violatedDirective + ' ' + event.blockedURI))
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (seen.shifts += value)))
      .observe({ type: 'layout-shift', buffered: true })
  `)
  const page = await context.newPage()
  await page.goto(centre.shop.url + path)
  return page
}
const seen = (page: Page) => page.evaluate<{ violations: string[]; shifts: number }>('seen')

describe('a site with a strict content security policy', () => {
  it('carries the whole chat, pictures and other languages included, without one violation', async () => {
    const { url } = centre.hub
    const policy = `default-src 'none'; script-src ${url}; connect-src ${url}; img-src ${url}`
    centre.shop.serve('/strict', { policy: `${policy}; require-trusted-types-for 'script'` })
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const page = await observed(await centre.context(), '/strict')
    const chat = await openChat(page)
    await write(page, 'Through a strict policy')
    await isSent(page)
    await page.setInputFiles('input[type=file]', picture('photo.png'))
    await chat.button('Remove photo.png').waitFor()
    await chat.send.click()
    const image = chat.log.getByRole('img').first()
    await image.waitFor()
    await expect.poll(() => image.evaluate((img) => Reflect.get(img, 'naturalWidth'))).toBeGreaterThan(0)
    await inboxOf(agent).row('Visitor').click()
    await answer(agent, 'It arrived')
    await chat.log.getByText('It arrived').waitFor()
    await chat.button('More options').click()
    await chat.panel.getByRole('combobox', { name: 'Language' }).selectOption('de')
    await page.getByRole('button', { name: 'Nachricht senden' }).waitFor()
    expect((await page.getByRole('region', { name: 'Chat' }).boundingBox())?.width).toBe(400)
    expect((await seen(page)).violations).toEqual([])
  })
})

describe('a site whose styles undo everything', () => {
  it('does not reach the chat, nor the chat the site', async () => {
    const css = `* { all: unset !important; } div, section, button, textarea { display: none !important; }
      switchboard-chat { display: none !important; position: static !important; transform: scale(3) !important; }
      :root { font-size: 40px !important; --accent: red !important; }`
    centre.shop.serve('/hostile', { before: `<style>${css}</style>` })
    const [hostile, plain] = await Promise.all([centre.visitor({ path: '/hostile' }), centre.visitor()])
    const boxes = async (page: Page) => {
      const { panel, launcher, message, send } = await openChat(page)
      await write(page, 'In spite of the styles')
      await isSent(page)
      return Promise.all([panel, launcher, message, send].map((one) => one.boundingBox()))
    }
    expect(await boxes(hostile)).toEqual(await boxes(plain))
  })
})

describe('a site that embeds the chat', () => {
  it('twice, shows it once', async () => {
    const tag = `<script async src="${centre.hub.url}/widget.js" data-channel="${centre.hub.channelKey}"></script>`
    centre.shop.serve('/twice', { head: tag + tag })
    const page = await centre.visitor({ path: '/twice' })
    await page.waitForLoadState('networkidle')
    await chatOf(page).launcher.waitFor()
    expect(await page.locator('switchboard-chat').count()).toBe(1)
    expect(await chatOf(page).launcher.count()).toBe(1)
  })

  it('and exchanges its pages itself, keeps the chat open, and the agent sees where the visitor is', async () => {
    const agent = await centre.agent(centre.mia, { path: '/inbox/all' })
    const page = await centre.visitor()
    await openChat(page)
    await write(page, 'Looking around')
    await inboxOf(agent).row('Looking around').click()
    await page.evaluate(`
      history.pushState({}, '', '/bicycles/red')
      document.title = 'The red bicycle'
      const next = document.createElement('body')
      next.append('Another page')
      document.body.replaceWith(next)
    `)
    await page.getByText('Another page').waitFor()
    await chatOf(page).log.getByText('Looking around').waitFor()
    await write(page, 'This red one?')
    await inboxOf(agent).log.getByText('This red one?').waitFor()
    await agent.getByText('/bicycles/red').waitFor()
    expect(await page.locator('switchboard-chat').count()).toBe(1)
  })

  it('is not moved by it, neither at the start nor when it opens', async () => {
    const page = await observed(await centre.context(), '/')
    const heading = page.getByRole('heading', { name: 'Nordlicht' })
    const before = await heading.boundingBox()
    await openChat(page)
    expect(await heading.boundingBox()).toEqual(before)
    expect((await seen(page)).shifts).toBe(0)
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })

  it('without being allowed to, shows nothing and breaks nothing', async () => {
    centre.expects(/status of 403/)
    await centre.changeChat({ allowedDomains: ['https://shop.example'] })
    const context = await centre.context()
    const warnings: string[] = []
    context.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
    const page = await context.newPage()
    await page.goto(centre.shop.url, { waitUntil: 'networkidle' })
    expect(await page.locator('switchboard-chat').count()).toBe(0)
    await page.getByRole('heading', { name: 'Nordlicht' }).waitFor()
    expect(warnings).toEqual([expect.stringMatching(`${centre.shop.url} may not show this chat.*Allowed sites`)])
    await centre.changeChat({ allowedDomains: [] })
  })

  it('leaves a page on which it is no longer allowed', async () => {
    centre.expects(/status of 403/)
    const page = await centre.visitor()
    await openChat(page)
    await centre.changeChat({ allowedDomains: ['https://shop.example'] })
    await page.evaluate(`Switchboard('identify', { userId: 'u-1' })`)
    await page.locator('switchboard-chat').waitFor({ state: 'detached' })
    await centre.changeChat({ allowedDomains: [] })
  })
})
