import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { flawsIn } from '../support/e2e-axe.ts'
import { type Centre, openCentre } from '../support/e2e-centre.ts'
import { picture } from '../support/e2e-files.ts'
import { inboxOf } from '../support/e2e-inbox.ts'

const carrier = scriptedCarrier()
let centre: Centre
let page: Page
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
beforeAll(async () => {
  centre = await openCentre({ carriers: [carrier.adapter] })
  mailbox = await carriedPlace(centre.hub)
  page = await centre.agent(centre.mia)
})
afterEach(() => centre.calm())
afterAll(() => centre.close())

/** A mail of this address, open before its agent; `copied` got it too. */
async function opened(address: string, copied: string[] = []) {
  const mail = mailFrom(address, 'My brake is broken')
  if (mail.message?.content) mail.message.content.cc = copied.map((one) => ({ address: one, name: null }))
  await mailbox.bring(mail)
  const where = { identity: { value: address } }
  const { id } = await vi.waitFor(() => centre.hub.services.db.prisma.conversation.findFirstOrThrow({ where }), 15_000)
  await page.goto(`${centre.hub.url}/inbox/all/${id}`)
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor()
  return inboxOf(page)
}
const left = (address: string) =>
  vi.waitFor(() => {
    const out = carrier.handed.find(({ to }) => to.some((one) => one.address === address))
    if (!out) throw new Error('nothing has left yet')
    return out
  }, 15_000)
const tool = (name: string) => page.getByRole('button', { name, exact: true })

describe('an agent answers a mail', () => {
  it('in plain words, which stay plain', async () => {
    const { reply, button } = await opened('plain@example.com')
    await reply.fill('On its way.')
    await button('Send').click()
    expect(await left('plain@example.com')).toMatchObject({ body: 'On its way.', html: null })
  })

  it('with formatting, by keyboard and by the tools', async () => {
    const { reply } = await opened('rich@example.com')
    await reply.focus()
    await page.keyboard.type('Dear Ada,\nwe are ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('sorry')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('.\n- a new brake\nyour money back\n\nMore at ')
    await tool('Link').click()
    await page.getByLabel('Address', { exact: true }).fill('nowhere at all')
    await page.keyboard.press('Enter')
    await page.getByText('This is no address of a page').waitFor()
    await page.getByLabel('Address', { exact: true }).fill('shop.example/returns')
    await page.keyboard.press('Enter')
    await expect.poll(() => reply.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type(' today')
    expect(await flawsIn(page, 'form:has([role=toolbar])')).toEqual([])
    await page.keyboard.press('Control+Enter')
    const { html, body } = await left('rich@example.com')
    expect(html).toBe(
      '<p>Dear Ada,</p><p>we are <strong>sorry</strong>.</p><ul><li><p>a new brake</p></li><li><p>your money back</p></li></ul><p>More at <a href="https://shop.example/returns">shop.example/returns</a> today</p>',
    )
    expect(body).toContain('we are sorry.\n\n- a new brake\n- your money back')
  })

  it('with a picture in the text, which goes along and is shown in the thread', async () => {
    const { reply, button } = await opened('picture@example.com')
    await reply.fill('Like this: ')
    const chooser = page.waitForEvent('filechooser')
    await tool('Picture in the text').click()
    await (await chooser).setFiles(picture('photo.png'))
    await reply.getByRole('img', { name: 'photo.png' }).waitFor()
    await button('Send').click()
    const { html, files } = await left('picture@example.com')
    expect(files).toMatchObject([{ name: 'photo.png', inline: true }])
    expect(html).toContain(`<img src="cid:${files[0]?.contentId}" alt="photo.png"`)
    const shown = page
      .frameLocator('iframe[title="The mail as it was written"]')
      .getByRole('img', { name: 'photo.png' })
    await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  })

  it('to everybody who got it, to the customer alone, or to whom they like', async () => {
    const { reply, button } = await opened('many@example.com', ['ben@example.com'])
    await tool('Only to the customer').click()
    await tool('Reply to all').waitFor()
    await page.getByRole('button', { name: /^Recipients and subject/ }).click()
    const copy = page.getByRole('textbox', { name: 'Copy', exact: true })
    await copy.pressSequentially('carl@example.com, nobody ')
    await page.getByText('“nobody” is no address').waitFor()
    await tool('Remove nobody').click()
    await page.getByRole('textbox', { name: 'Blind copy' }).fill('boss@example.com')
    await page.getByRole('textbox', { name: 'Subject' }).fill('Your brake')
    await reply.fill('On its way.')
    await button('Send').click()
    expect(await left('many@example.com')).toMatchObject({
      to: [{ address: 'many@example.com' }],
      cc: [{ address: 'carl@example.com' }],
      bcc: [{ address: 'boss@example.com' }],
      subject: 'Your brake',
    })
  })

  it('later, or sooner than they thought', async () => {
    const { reply, log } = await opened('later@example.com')
    await reply.fill('Tomorrow then.')
    await tool('Send later').click()
    await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click()
    await log.getByText(/^Leaves Tomorrow/).waitFor()
    expect(carrier.handed.some(({ to }) => to[0]?.address === 'later@example.com')).toBe(false)
    await log.getByRole('button', { name: 'Send now' }).click()
    expect(await left('later@example.com')).toMatchObject({ body: 'Tomorrow then.' })
  })

  it('and calls it off: it is written there again as it was', async () => {
    const { reply, log } = await opened('again@example.com')
    await reply.focus()
    await page.keyboard.type('It is ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('here')
    await tool('Send later').click()
    await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click()
    await log.getByRole('button', { name: /^Leaves Tomorrow/ }).click()
    await reply.getByText('here').waitFor()
    expect(await reply.innerHTML()).toContain('It is <strong>here</strong>')
    await page.reload()
    await reply.locator('strong').waitFor()
  })
})

describe('an agent passes a mail on', () => {
  it('from its thread, which shows it and lets them call it off', async () => {
    const { log } = await opened('passed@example.com')
    await log.getByText('My brake is broken').hover()
    await tool('Forward').click()
    const dialog = page.getByRole('dialog', { name: 'Forward' })
    await dialog.getByText('My brake is broken').waitFor()
    await dialog.getByRole('button', { name: 'Forward' }).click()
    await dialog.getByText('Say whom it goes to.').waitFor()
    await dialog.getByRole('textbox', { name: 'To', exact: true }).fill('works@bikes.example')
    await dialog.getByRole('textbox', { name: 'What you say to it' }).fill('Can you repair this?')
    expect(await flawsIn(page, '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: 'Forward' }).click()
    await log.getByText('To works@bikes.example').waitFor()
    await log.getByText('Can you repair this?').waitFor()
    expect((await left('works@bikes.example')).body).toContain('From: passed <passed@example.com>')
  })
})
