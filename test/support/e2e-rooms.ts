import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { launchBrowser } from './browser.ts'
import { openShop, type Shop } from './e2e-shop.ts'
import { password } from './sign-in.ts'

/** One browser, in which agents sit before their screens and visitors before the shop. */
export interface Rooms {
  shop: Shop
  /** A browser profile of its own, watched like all others. */
  context(options?: BrowserContextOptions): Promise<BrowserContext>
  /** Somebody of the centre, signed in, on a page of the hub. */
  agent(person: { email: string }, options?: BrowserContextOptions & { path?: string }): Promise<Page>
  /** A visitor on a page of the shop. */
  visitor(options?: BrowserContextOptions & { path?: string }): Promise<Page>
  /** Complaints that this test expects. */
  expects(...complaints: RegExp[]): void
  /** Fails on what any page has complained of. */
  calm(): void
  /** Closes all pages, and fails on what they complained of. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Opens browser and shop for the chat `channelKey` of the hub at `hubUrl`. */
export async function openRooms({ hubUrl, channelKey }: { hubUrl: string; channelKey: string }): Promise<Rooms> {
  const browser = await launchBrowser()
  const shop = await openShop(`<script async src="${hubUrl}/widget.js" data-channel="${channelKey}"></script>`)
  const known = [new URL(hubUrl).origin, shop.url]
  let complaints: string[] = []
  let expected: RegExp[] = []

  async function context(options: BrowserContextOptions = {}) {
    const made = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
    made.setDefaultTimeout(10_000)
    watch(made, known, (complaint) => complaints.push(complaint))
    return made
  }
  function calm() {
    const unexpected = complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))
    complaints = []
    expected = []
    expect(unexpected).toEqual([])
  }
  return {
    shop,
    context,
    async agent({ email }, { path = '/', ...options } = {}) {
      const made = await context(options)
      const headers = { origin: hubUrl }
      const answer = await made.request.post(`${hubUrl}/api/auth/sign-in/email`, { headers, data: { email, password } })
      expect(answer.status()).toBe(200)
      return visit(made, hubUrl + path)
    },
    async visitor({ path = '/', ...options } = {}) {
      return visit(await context({ viewport: { width: 1000, height: 800 }, ...options }), shop.url + path)
    },
    expects: (...more) => void expected.push(...more),
    calm,
    async tidy() {
      await Promise.all(browser.contexts().map((each) => each.close()))
      calm()
    },
    async close() {
      await browser.close()
      await shop.close()
    },
  }
}

async function visit(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** Tells of errors on consoles, broken policies, uncaught errors and requests to anybody but hub and shop. */
function watch(context: BrowserContext, known: string[], complain: (complaint: string) => void): void {
  context.on('console', (message) => {
    if (message.type() === 'error') complain(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => complain(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^(http|ws)/.test(protocol) && !known.includes(origin.replace('ws:', 'http:'))) {
      complain(`a request to ${request.url()}`)
    }
  })
}
