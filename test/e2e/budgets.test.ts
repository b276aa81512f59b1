import { request } from 'node:http'
import type { Page, Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { openChat } from '../support/e2e-chat.ts'
import { password } from '../support/sign-in.ts'

let centre: Centre
beforeAll(async () => {
  centre = await openCentre()
})
afterEach(() => centre.tidy())
afterAll(() => centre.close())

/** What one file takes on the wire, without its headers. */
function gzipped(url: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const asked = request(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
    expect(answer.headers['content-encoding']).toBe('gzip')
    let size = 0
    answer.on('data', (chunk: Buffer) => (size += chunk.length)).on('end', () => resolve(size))
  })
  asked.on('error', reject).end()
  return promise
}

const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0)

/** Collects what the page is sent. */
function received(page: Page): Response[] {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  return responses
}

describe('a visitor', () => {
  it('loads 2.5 kB before touching the chat, and 28 kB when opening it', async () => {
    const page = await (await centre.context()).newPage()
    const responses = received(page)
    await page.goto(centre.shop.url)
    await page.getByRole('button', { name: 'Chat with us' }).waitFor()
    await page.waitForLoadState('networkidle')
    const files = () => responses.map((one) => one.url()).filter((url) => /\.(js|css)$/.test(url))
    expect(files()).toEqual([`${centre.hub.url}/widget.js`])
    expect(await gzipped(`${centre.hub.url}/widget.js`)).toBeLessThanOrEqual(2500)

    await openChat(page)
    const opened = files().slice(1)
    expect(opened.length).toBeGreaterThan(0)
    expect(sum(await Promise.all(opened.map(gzipped)))).toBeLessThanOrEqual(28 * 1024)
  })
})

describe('an agent', () => {
  it('loads at most 170 kB from the sign-in page to the inbox, everything counted', async () => {
    const page = await (await centre.context()).newPage()
    const responses = received(page)
    await page.goto(centre.hub.url)
    await page.getByRole('textbox', { name: 'E-mail' }).fill(centre.mia.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('You are all caught up').waitFor()
    await page.waitForLoadState('networkidle')
    const code = responses.filter((one) => /\.(js|css)$/.test(one.url()))
    for (const one of code) {
      const { 'content-encoding': encoding, 'content-length': length } = await one.allHeaders()
      // What fits into one packet is not worth packing.
      expect(encoding === 'br' || one.status() === 304 || Number(length) <= 1000).toBe(true)
    }
    const sizes = await Promise.all(responses.map(async (one) => (await one.request().sizes()).responseBodySize))
    expect(sum(sizes)).toBeGreaterThan(50_000)
    expect(sum(sizes)).toBeLessThanOrEqual(170 * 1000)
  })
})
