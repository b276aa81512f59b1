import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sanitiseHtml } from '../../server/src/channels/email/read/html/sanitise.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'

let centre: Centre
let page: Page
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
beforeAll(async () => {
  centre = await openCentre({ carriers: [scriptedCarrier().adapter] })
  mailbox = await carriedPlace(centre.hub)
  page = await centre.agent(centre.mia)
})
afterEach(() => centre.calm())
afterAll(() => centre.close())

const show = 'Show earlier messages'

/** A mail of this address, open before its agent. */
async function opened(address: string, html: string) {
  const mail = mailFrom(address, 'It came today')
  if (mail.message?.content) mail.message.content.html = sanitiseHtml(html, new Set())
  await mailbox.bring(mail)
  const { prisma } = centre.hub.services.db
  const where = { identity: { value: address } }
  const { id } = await vi.waitFor(() => prisma.conversation.findFirstOrThrow({ where }), 15_000)
  await page.goto(`${centre.hub.url}/inbox/all/${id}`)
  const frame = page.frameLocator('iframe[title="The mail as it was written"]')
  await frame.locator('body').waitFor()
  const control = (name: string) => page.getByRole('button', { name, exact: true })
  return { frame, control }
}

describe('a formatted mail', () => {
  it.each([
    [
      'gmail',
      '<div>It came today</div><div class="gmail_quote"><div class="gmail_attr">On Monday Mia wrote:</div><blockquote class="gmail_quote">Where is it?</blockquote></div>',
    ],
    [
      'outlook',
      '<p>It came today</p><div id="divRplyFwdMsg"><b>From:</b> Mia</div><table><tr><td>Where is it?</td></tr></table>and more',
    ],
    [
      'thunderbird',
      '<p>It came today</p><div class="moz-signature">Ada, London</div><blockquote>Where is it?</blockquote>',
    ],
  ])('as %s writes it shows what is new, and all of it by one key', async (program, html) => {
    const { frame, control } = await opened(`${program}@example.com`, html)
    await control(show).waitFor()
    expect((await frame.locator('body').innerText()).trim()).toBe('It came today')
    await control(show).press('Enter')
    await frame.getByText('Where is it?').waitFor()
    const all = await frame.locator('body').innerText()
    for (const words of html.replace(/<[^>]*>/g, '\n').split('\n')) expect(all).toContain(words.trim())
    await control('Hide earlier messages').press('Enter')
    await expect.poll(() => frame.getByText('Where is it?').isVisible()).toBe(false)
  })

  it.each([
    ['answers between the lines', '<blockquote>Where is it?</blockquote><p>It came today</p>'],
    ['nothing but a quotation', '<blockquote>It came today</blockquote>'],
  ])('that has %s is shown whole', async (what, html) => {
    const { frame, control } = await opened(`${what.replaceAll(' ', '-')}@example.com`, html)
    await frame.getByText('It came today').waitFor()
    expect(await frame.locator('body').innerText()).toContain(html.includes('Where') ? 'Where is it?' : 'It came today')
    expect(await control(show).count()).toBe(0)
  })
})
